import { and, eq, ne, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { isoInstant } from "#app/db/local-time.ts";
import { type ImportCounts, type ImportStatus, type ImportTask, imports, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface ListedImport {
  id: string;
  fileName: string;
  status: ImportStatus;
  task: ImportTask | null;
  counts: ImportCounts | null;
  /** An instant. */
  createdAt: string;
  /** Null where the command line did it, or the person is gone. */
  by: string | null;
}

export interface ImportListArgs {
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface ImportPage {
  rows: ListedImport[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}

const latestFirst = keyset({
  name: "imports",
  columns: [by(imports.createdAt, "desc", { nullable: false })],
  unique: imports.id,
});

/**
 * One page of an organization's imports, the latest first.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listImports = declareQuery({
  name: "imports.list",
  scope: "organization",
  permission: "leads.import",
  tags: ({ organizationId }) => [tags.imports(organizationId), tags.people(organizationId)],
  lifetime: minutes(5),
  load: async (read, args: ImportListArgs, { organizationId }): Promise<ImportPage> => {
    const { after, before, pageSize, cursorSecret } = args;
    const boundTo = [organizationId];
    const page = latestFirst.page({ after, before, size: pageSize, secret: cursorSecret, boundTo });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({
            id: imports.id,
            fileName: imports.fileName,
            status: imports.status,
            task: imports.task,
            counts: imports.counts,
            createdAt: isoInstant(imports.createdAt).as("shown_at"),
            by: uploader.as("by"),
            ...cursorColumns,
          })
          .from(imports)
          .where(and(ne(imports.status, "uploading"), where)),
      ),
    ]);
    return page.result(rows);
  },
});

/** The name of who uploaded an import. */
export const uploader = sql<
  string | null
>`(select ${users.name} from ${users} where ${eq(users.id, imports.createdBy)})`;
