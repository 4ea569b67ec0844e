import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { parseMapping } from "./mapping.ts";
import { getImport } from "./queries.server.ts";
import { haveDone, uploadFile } from "./testing/uploaded.ts";

let db: TestDatabase;
let data: DataLayer;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const columns = ["id", "name", "email", "phone", "entered", "mentee"];
const mapping = parseMapping(
  JSON.stringify({
    fields: {
      externalId: { column: "id" },
      name: { column: "name" },
      email: { column: "email" },
      phone: { column: "phone" },
      enteredAt: { column: "entered", pattern: "YYYY-MM-DD" },
      mentee: { column: "mentee" },
    },
    mentees: { createIn: { cohort: "New ones", startsOn: "2026-01-01" } },
  }),
  "the mapping",
);

interface Known {
  externalId: string | null;
  email: string | null;
  phone: string | null;
  day: number;
  deleted: boolean;
}

type Row = Pick<Known, "email" | "phone"> & { externalId: string };

const email = fc.constantFrom(null, null, "ana@example.com", "Ana@Example.com", "bia@example.com");
const phone = fc.constantFrom(null, null, "+5511987650001", "+5511987650002");

const someKnown: fc.Arbitrary<Known> = fc.record({
  ...{ email, phone },
  externalId: fc.constantFrom(null, "1", "2", "3"),
  day: fc.integer({ min: 1, max: 9 }),
  deleted: fc.constantFrom(false, false, false, true),
});
const someRow: fc.Arbitrary<Row> = fc.record({
  ...{ email, phone },
  externalId: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8"),
});

async function arrange(known: readonly Known[]) {
  const agency = await arrangeOrganization(db.sql, `agency-${newId()}`);
  const ids: string[] = [];
  for (const { externalId, email, phone, day, deleted } of known) {
    const id = newId();
    ids.push(id);
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, external_id, email, phone, entered_at, deleted_at)
       values ($1, $2, $3, 'Known', $4, $5, $6, $7::timestamptz, case when $8::boolean then now() end)`,
      [id, agency.id, agency.menteeIds[0], externalId, email, phone, `2026-01-0${day}T12:00:00Z`, deleted],
    );
  }
  await data.invalidations.sweep();
  const owner = callerFor<OrganizationScope>(data, {
    ...{ kind: "organization", organizationId: agency.id, userId: agency.users.owner, role: "owner" },
  });
  return { owner, ids };
}

const csv = (rows: readonly Row[]) =>
  [
    columns.join(),
    ...rows.map(({ externalId, email, phone }) =>
      [externalId, `Row ${externalId}`, email ?? "", phone ?? "", "2026-01-20", "Bakery"].join(),
    ),
    "",
  ].join("\n");

/** What the file creates or changes, row by row, and then whoever shares with whom. */
function expected(known: readonly (Known & { id: string })[], rows: readonly Row[]) {
  const there = known.filter(({ deleted }) => !deleted).map((lead) => ({ ...lead }));
  const ids = new Set<string>();
  const created: (Row & { line: number })[] = [];
  rows.forEach((row, i) => {
    const again = ids.has(row.externalId);
    ids.add(row.externalId);
    if (again || known.some(({ externalId, deleted }) => deleted && externalId === row.externalId)) return;
    const lead = there.find(({ externalId }) => externalId === row.externalId);
    if (lead) Object.assign(lead, { email: row.email, phone: row.phone, day: 20 });
    else created.push({ ...row, line: i + 2 });
  });
  there.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  return created.flatMap(({ line, externalId, ...row }) => {
    const match = (way: "email" | "phone") => {
      const value = row[way]?.toLowerCase();
      if (value === undefined) return null;
      const same = (other: Pick<Known, "email" | "phone">) => other[way]?.toLowerCase() === value;
      const lead = there.find(same);
      if (lead) return { leadId: lead.id, line: null };
      const earlier = created.find((other) => other.line < line && same(other));
      return earlier ? { leadId: null, line: earlier.line } : null;
    };
    const shared = { email: match("email"), phone: match("phone") };
    return shared.email || shared.phone ? [{ line, name: `Row ${externalId}`, ...shared }] : [];
  });
}

/** External ids are an organization's own, also of deleted leads. */
const distinct = { selector: ({ externalId }: Known) => externalId ?? {}, minLength: 4, maxLength: 8 };

const known: Known = { externalId: null, email: "ana@example.com", phone: null, day: 1, deleted: false };
const sharing: Row[] = [
  { externalId: "1", email: "Ana@example.com", phone: null },
  { externalId: "2", email: null, phone: "+5511912345678" },
  { externalId: "3", email: null, phone: "+5511912345678" },
];

test("a rehearsal and its import name the rows whose leads share an address or a number, as plain loops do", async () => {
  let [ofLeads, ofRows] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(someKnown, distinct),
      fc.array(someRow, { minLength: 5, maxLength: 9 }),
      async (known, rows) => {
        const { owner, ids } = await arrange(known);
        const shared = expected(
          known.map((lead, i) => ({ ...lead, id: ids[i] ?? "" })),
          rows,
        );
        const importId = await uploadFile(owner, csv(rows));
        const rehearsed = await haveDone(owner, importId, "rehearse", mapping);
        expect(rehearsed.duplicates).toEqual({
          total: shared.length,
          first: shared.map((each) => ({ ...each, leadId: null })),
        });
        const done = await haveDone(owner, importId, "import", mapping);
        const made = await importedLeads(importId);
        const withLead = (match: { leadId: string | null; line: number | null } | null) =>
          match && { ...match, leadId: match.leadId ?? made.get(match.line ?? 0) };
        expect(done.duplicates).toEqual({
          total: shared.length,
          first: shared.map(({ line, name, email, phone }) => ({
            ...{ line, name, leadId: made.get(line) },
            ...{ email: withLead(email), phone: withLead(phone) },
          })),
        });
        for (const { email, phone } of done.duplicates?.first ?? [])
          for (const match of [email, phone]) {
            if (match) expect(done.duplicateNames).toHaveProperty(match.leadId ?? "");
            if (match?.line === null) ofLeads++;
            else if (match) ofRows++;
          }
      },
    ),
    // The first shares with a lead and with a row, however the others are drawn.
    { numRuns: 10, examples: [[[known], sharing]] },
  );
  expect(ofLeads).toBeGreaterThan(0);
  expect(ofRows).toBeGreaterThan(0);
});

async function importedLeads(importId: string) {
  const rows = await db.sql<{ line: number; lead_id: string }>(
    "select line, lead_id from import_rows where import_id = $1 and outcome = 'created'",
    [importId],
  );
  return new Map(rows.map(({ line, lead_id }) => [line, lead_id]));
}

test("of very many the first are named and all are counted; of a lead that is in the bin there is no name", async () => {
  const { owner } = await arrange([]);
  const rows = Array.from({ length: 150 }, (_, i) => ({
    ...{ externalId: `x${i}`, email: null, phone: "+5511987650009" },
  }));
  const importId = await uploadFile(owner, csv(rows));
  await haveDone(owner, importId, "rehearse", mapping);
  const done = await haveDone(owner, importId, "import", mapping);
  expect(done.duplicates).toMatchObject({ total: 149 });
  expect(done.duplicates?.first.map(({ line }) => line)).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 3),
  );
  const [gone = "", ...others] = Object.keys(done.duplicateNames);
  expect(others).toHaveLength(100);
  await db.sql("update leads set deleted_at = now() where id = $1", [gone]);
  const now = await getImport.recompute(owner, { importId });
  expect(Object.keys(now?.duplicateNames ?? {}).sort()).toEqual(others.sort());
});
