/** Which part of a list is asked for. */
export interface PeoplePlace {
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface PeoplePage<Row> {
  rows: Row[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}
