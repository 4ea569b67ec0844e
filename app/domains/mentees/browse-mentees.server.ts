import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, type PageResult, sortedKeysets } from "#app/db/keyset/index.ts";
import { cohorts, mentees, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { MenteeFilter, MenteeSort } from "./mentee-list.ts";

export interface MenteeListArgs {
  filter: MenteeFilter;
  sort: MenteeSort;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface MenteeRow {
  id: string;
  businessName: string;
  cohortId: string;
  cohortName: string;
  /** Who signs in for it. */
  userName: string | null;
  /** Local date. */
  joinedOn: string;
}

const menteeKeyset = sortedKeysets("mentees", mentees.id, {
  name: (direction) => [by(mentees.businessName, direction)],
  joined: (direction) => [by(mentees.joinedOn, direction)],
});

/**
 * One page of the mentees that a filter admits.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const browseMentees = declareQuery({
  name: "mentees.browse",
  scope: "organization",
  permission: "mentees.read",
  tags: ({ organizationId }) => [
    tags.mentees(organizationId),
    tags.cohorts(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, args: MenteeListArgs, { organizationId }): Promise<PageResult<MenteeRow>> => {
    const { filter, sort, after, before, pageSize, cursorSecret } = args;
    const page = menteeKeyset(sort).page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId, { ...filter }],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({
            id: mentees.id,
            businessName: mentees.businessName,
            cohortId: mentees.cohortId,
            cohortName: cohorts.name,
            userName: users.name,
            joinedOn: mentees.joinedOn,
            ...cursorColumns,
          })
          .from(mentees)
          .innerJoin(
            cohorts,
            and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
          )
          .leftJoin(users, eq(users.id, mentees.userId))
          .where(and(inState(filter), where)),
      ),
    ]);
    return page.result(rows);
  },
});

const inState = ({ state }: MenteeFilter) =>
  state === "archived" ? isNotNull(mentees.deletedAt) : isNull(mentees.deletedAt);
