import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant, updatedAt } from "./columns.ts";
import { leads } from "./leads.ts";
import { organizationId, rolePolicy, tenantPolicy } from "./tenancy.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Only who may import sees imports: their files hold what mentors and mentees may not see. */
const importersOnly = () => rolePolicy(sql`false`);

/** `uploaded` → `rehearsed` → `queued` → `running` → `done` → `reverted`, or `failed` with nothing imported. */
export const importStatus = pgEnum("import_status", [
  "uploaded",
  "rehearsed",
  "queued",
  "running",
  "done",
  "failed",
  "reverted",
]);

/** How a file's columns become a lead, as a mapping file says it (see docs/import.md). */
export type StoredMapping = Record<string, unknown>;

/** Rows of a file by what became of them, or would. */
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/** A file of leads that somebody uploaded, and how far it has got. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    organizationId: organizationId(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    fileName: text("file_name").notNull(),
    /** Bytes. */
    fileSize: integer("file_size").notNull(),
    /** The file's columns, in order. */
    columns: text("columns").array().notNull(),
    status: importStatus("status").notNull().default("uploaded"),
    mapping: jsonb("mapping").$type<StoredMapping>(),
    /** Of the rehearsal, then of the import itself. */
    counts: jsonb("counts").$type<ImportCounts>(),
    /** Rows looked at so far, of how many; null before it is known. */
    rowsDone: integer("rows_done").notNull().default(0),
    rowsTotal: integer("rows_total"),
    /** Why it failed, for the person who uploaded it. */
    failure: text("failure"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.createdBy),
    tenantPolicy(t.organizationId),
    importersOnly(),
  ],
);

/** The uploaded bytes, a piece a row, so that neither an upload nor an import holds the whole file. */
export const importPieces = pgTable(
  "import_pieces",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    importId: uuid("import_id").notNull(),
    position: integer("position").notNull(),
    content: bytea("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.importId, t.position),
    foreignKey({
      name: "import_pieces_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }).onDelete("cascade"),
    tenantPolicy(t.organizationId),
    importersOnly(),
  ],
);

export const importOutcome = pgEnum("import_outcome", ["created", "updated", "rejected"]);

/** A lead's fields before an import changed them, for the way back. */
export type LeadBefore = Record<string, string | number | null>;

/** Why a row was left out: the column and the reason's key in the catalogue with its values. */
export interface ImportRejection {
  column: string | null;
  reason: string;
}

/** What an import did with a row; rows that changed nothing are not remembered. */
export const importRows = pgTable(
  "import_rows",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    importId: uuid("import_id").notNull(),
    /** Where the row begins in the file, from 1. */
    line: integer("line").notNull(),
    outcome: importOutcome("outcome").notNull(),
    leadId: uuid("lead_id"),
    /** The lead's version right after the import: whoever changed it since has raised it. */
    rowVersion: integer("row_version"),
    before: jsonb("before").$type<LeadBefore>(),
    /** A rejected row as it stood in the file. */
    cells: text("cells").array(),
    rejections: jsonb("rejections").$type<ImportRejection[]>(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.organizationId, t.importId, t.outcome, t.line),
    foreignKey({
      name: "import_rows_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "import_rows_lead_fk",
      columns: [t.organizationId, t.leadId],
      foreignColumns: [leads.organizationId, leads.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.leadId),
    tenantPolicy(t.organizationId),
    importersOnly(),
  ],
);

export type ImportStatus = (typeof importStatus.enumValues)[number];
export type Import = typeof imports.$inferSelect;
export type NewImport = typeof imports.$inferInsert;
export type ImportPiece = typeof importPieces.$inferSelect;
export type NewImportPiece = typeof importPieces.$inferInsert;
export type ImportRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert;
