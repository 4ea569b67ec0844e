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
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant, money, updatedAt } from "./columns.ts";
import { leads } from "./leads.ts";
import { organizationId, rolePolicy, tenantPolicy } from "./tenancy.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Only who may import sees imports: their files hold what mentors and mentees may not see. */
const importersOnly = () => rolePolicy(sql`false`);

/**
 * `uploading` → `uploaded` → `rehearsed` → `done` → `reverted`, each step but the first by way of `queued` and `running`; or `failed`, with
 * nothing imported.
 */
export const importStatus = pgEnum("import_status", [
  "uploading",
  "uploaded",
  "rehearsed",
  "queued",
  "running",
  "done",
  "failed",
  "reverted",
]);

/** What a queued import waits for, a running one is at, or a failed one has failed at. */
export const importTask = pgEnum("import_task", ["rehearse", "import", "revert"]);

/** How a file's columns become a lead, as a mapping file says it (see docs/import.md). */
export type StoredMapping = Record<string, unknown>;

/** Rows of a file by what became of them, or would. */
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/** A key of the catalogue of problems, and what it is said of. */
export type StoredProblem = readonly [string, ...(string | number)[]];

/** A lead that keeps an import from being taken back. */
export interface ImportObstacle {
  line: number;
  leadId: string;
  why: "changed" | "deleted" | "used";
}

/** Whom a row of an import may be the same person as. */
export interface ImportMatch {
  /** Null in a rehearsal, of a lead that is not there yet. */
  leadId: string | null;
  /** Of the earlier row of the same file that creates it; null where the lead was there before. */
  line: number | null;
}

/** A row that creates a lead, or would, although its e-mail address or phone number is another's. */
export interface ImportDuplicate {
  line: number;
  name: string;
  /** The lead that it created; null in a rehearsal. */
  leadId: string | null;
  email: ImportMatch | null;
  phone: ImportMatch | null;
}

export interface ImportDuplicates {
  total: number;
  /** In the order of the file. */
  first: ImportDuplicate[];
}

/** What the pipeline report counts, over all time and by source; its shape is the report's own. */
export type StoredFigures = Record<string, unknown>;

/** What a rehearsal promises beside its counts. */
export interface ImportPreview {
  before: StoredFigures;
  after: StoredFigures;
  createdMentees: number;
  createdCohorts: number;
}

/** A file of leads that somebody uploaded, and how far it has got. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    organizationId: organizationId(),
    /** Null where the command line did it, or the person is gone. */
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    fileName: text("file_name").notNull(),
    /** Bytes. */
    fileSize: integer("file_size").notNull(),
    /** The file's columns, in order. */
    columns: text("columns").array().notNull(),
    status: importStatus("status").notNull().default("uploaded"),
    task: importTask("task"),
    /** How often a runner has begun with the task. Whoever began before and is still at it finds another number and stops. */
    attempts: integer("attempts").notNull().default(0),
    mapping: jsonb("mapping").$type<StoredMapping>(),
    /** Of the rehearsal, then of the import itself. */
    counts: jsonb("counts").$type<ImportCounts>(),
    /** Rows looked at so far, of how many; null before it is known. */
    rowsDone: integer("rows_done").notNull().default(0),
    rowsTotal: integer("rows_total"),
    /** Of the file, read so far. */
    bytesDone: integer("bytes_done").notNull().default(0),
    /** Of the rehearsal. */
    preview: jsonb("preview").$type<ImportPreview>(),
    /** Of the rehearsal, then of the import itself. */
    duplicates: jsonb("duplicates").$type<ImportDuplicates>(),
    /** Why it failed, or was not taken back, for the person who uploaded it. */
    failure: jsonb("failure").$type<StoredProblem>(),
    /** What keeps it from being taken back, the first of them. */
    obstacles: jsonb("obstacles").$type<ImportObstacle[]>(),
    queuedAt: instant("queued_at"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    revertedAt: instant("reverted_at"),
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

/**
 * A lead as it was before an import changed it, for the way back: its columns by their names, and its moves with their times. Made by the
 * statement that changes it.
 */
export type LeadBefore = Record<string, unknown>;

/** Why a row was left out: the column and the reason's key in the catalogue with its values. */
export interface ImportRejection {
  column: string | null;
  reason: StoredProblem;
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

/**
 * What a rehearsal has found so far, gone when it is through: which rows it has seen, and how the leads would stand that it would create
 * or change.
 */
export const importDrafts = pgTable(
  "import_drafts",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    importId: uuid("import_id").notNull(),
    externalId: text("external_id").notNull(),
    line: integer("line").notNull(),
    /** Null where nothing would change; else the fields below are the lead's that the report counts by, or that tell who it is. */
    outcome: importOutcome("outcome"),
    /** Of one that would be updated. */
    leadId: uuid("lead_id"),
    name: text("name"),
    email: text("email"),
    phone: text("phone"),
    source: text("source"),
    value: money("value"),
    statusRank: smallint("status_rank"),
    reachedRank: smallint("reached_rank"),
    enteredAt: instant("entered_at"),
    wonAt: instant("won_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("import_drafts_row_unique").on(t.organizationId, t.importId, t.externalId),
    foreignKey({
      name: "import_drafts_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }).onDelete("cascade"),
    tenantPolicy(t.organizationId),
    importersOnly(),
  ],
);

export type ImportStatus = (typeof importStatus.enumValues)[number];
export type ImportTask = (typeof importTask.enumValues)[number];
export type Import = typeof imports.$inferSelect;
export type NewImport = typeof imports.$inferInsert;
export type ImportPiece = typeof importPieces.$inferSelect;
export type NewImportPiece = typeof importPieces.$inferInsert;
export type ImportRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert;
export type ImportDraft = typeof importDrafts.$inferSelect;
export type NewImportDraft = typeof importDrafts.$inferInsert;
