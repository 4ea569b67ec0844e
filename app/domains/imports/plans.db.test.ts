import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { importLeads, type LeadsImport } from "./commands.server.ts";
import { parseMapping } from "./mapping.ts";

let db: TestDatabase;
let data: DataLayer;
const rows = 3_000;
/** Leads that an organization has from the beginning. */
const arranged = 2;

beforeEach(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  // Left to itself the server counts the table, and gives its empty pages back, whenever it comes by.
  await db.sql("alter table leads set (autovacuum_enabled = false)");
});
afterEach(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const mapping = parseMapping(
  JSON.stringify({
    fields: {
      externalId: { column: "id" },
      name: { template: "Lead {id}" },
      enteredAt: { column: "entered", pattern: "YYYY-MM-DD" },
      mentee: { constant: "Bakery" },
    },
    mentees: { createIn: { cohort: "New ones", startsOn: "2026-01-01" } },
  }),
  "the mapping",
);

function importInto({ id }: ArrangedOrganization, options: Partial<LeadsImport> = {}) {
  const given = async function* () {
    for (let n = 0; n < rows; n++) yield { line: n + 2, cells: [`x${n}`, "2026-02-01"] };
  };
  return importLeads(callerFor(data, { kind: "system", organizationId: id }), {
    ...{ organization: { id, timeZone: "America/Sao_Paulo", currency: "BRL" }, mapping, file: "leads.csv" },
    ...{ csv: { header: ["id", "entered"], rows: given() }, now: "2026-12-31T12:00:00Z", ...options },
  });
}

/** Rows and entries of leads that statements have read so far, those of the checks of foreign keys among them, and leads that were inserted. */
async function readOfLeads(): Promise<{ read: number; inserted: number }> {
  // A connection tells what it has done only every now and then.
  await data.database.inTransaction({ kind: "system" }, (tx) =>
    tx.execute(sql`select pg_stat_force_next_flush()`),
  );
  const [found] = await db.sql<{ read: number; inserted: number }>(
    `select seq_tup_read + (select sum(idx_tup_read)::bigint from pg_stat_user_indexes i where i.relid = t.relid) as read,
       n_tup_ins as inserted
     from pg_stat_user_tables t where relid = 'leads'::regclass`,
  );
  return { read: Number(found?.read), inserted: Number(found?.inserted) };
}

/** The same once everybody has told what they did. @param inserted leads, those among them that were taken back */
async function readOnceTold(inserted: number): Promise<number> {
  await expect.poll(async () => (await readOfLeads()).inserted, { timeout: 25_000 }).toBe(inserted);
  return (await readOfLeads()).read;
}

/** What importing reads for each row. @param inserted leads until then */
async function readForEach(organization: ArrangedOrganization, inserted: number): Promise<number> {
  const before = await readOnceTold(inserted);
  expect(await importInto(organization)).toMatchObject({ created: rows, rejected: 0 });
  return ((await readOnceTold(inserted + rows)) - before) / rows;
}

/** A lead is looked up by its row, and by each of the tables that refer to it. */
const enough = 40;

test("a table that was counted while a rehearsal had left nothing but empty pages is not read for each row", async () => {
  const agency = await arrangeOrganization(db.sql, "agency");
  for (const table of ["lead_tags", "tasks", "interactions", "lead_status_changes", "leads"])
    await db.sql(`delete from ${table}`);
  await importInto(agency, { dryRun: true });
  await db.sql("analyze");
  const [counted] = await db.sql<{ rows: number; pages: number }>(
    "select reltuples::bigint as rows, relpages as pages from pg_class where oid = 'leads'::regclass",
  );
  expect(counted?.rows).toBe(0);
  expect(counted?.pages).toBeGreaterThan(0);
  // Only the first 1,000 rows are, before they are counted: each then reads half of them.
  expect(await readForEach(agency, arranged + rows)).toBeLessThan(enough + 500);
});

test("the leads of an organization that was not there when the table was counted are not read for each row", async () => {
  for (const slug of ["one", "other"]) await importInto(await arrangeOrganization(db.sql, slug));
  await db.sql("analyze");
  const agency = await arrangeOrganization(db.sql, "agency");
  expect(await readForEach(agency, 3 * arranged + 2 * rows)).toBeLessThan(enough);
});
