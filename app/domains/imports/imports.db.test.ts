import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { loadPipeline } from "#app/domains/reports/pipeline/load.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type { ImportTask } from "#schema";
import { addPiece, finishUpload, queueImport, startUpload, takeImport } from "./commands.server.ts";
import { parseMapping } from "./mapping.ts";
import { type ImportDetails, listImports, listRejected } from "./queries.server.ts";
import { detailsOf, haveDone, uploadFile } from "./testing/uploaded.ts";
import { workOnImports } from "./work-imports.server.ts";

const timeZone = "America/Sao_Paulo";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
beforeEach(async () => {
  agency = await arrangeOrganization(db.sql, `agency-${newId()}`, timeZone);
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const owner = (of = agency) =>
  callerFor<OrganizationScope>(data, {
    ...{ kind: "organization", organizationId: of.id, userId: of.users.owner, role: "owner" },
  });

const work = (of = agency) => workOnImports(data, of.id, new AbortController().signal);

const columns = ["id", "name", "source", "entered", "status", "won", "value", "mentee"];

const mapping = parseMapping(
  JSON.stringify({
    fields: {
      externalId: { column: "id" },
      name: { column: "name" },
      source: { column: "source" },
      enteredAt: { column: "entered", pattern: "YYYY-MM-DD" },
      status: { column: "status" },
      wonAt: { column: "won", pattern: "YYYY-MM-DD" },
      value: { column: "value" },
      mentee: { column: "mentee" },
    },
    mentees: { createIn: { cohort: "New ones", startsOn: "2026-01-01" } },
  }),
  "the mapping",
);

const upload = (text: string, pieceSize?: number) => uploadFile(owner(), text, pieceSize);

const have = (importId: string, task: ImportTask) => haveDone(owner(), importId, task, mapping);

async function importFile(text: string): Promise<ImportDetails> {
  const importId = await upload(text);
  await have(importId, "rehearse");
  return have(importId, "import");
}

const csv = (...rows: string[]) => [columns.join(), ...rows, ""].join("\n");

const report = () => loadPipeline(owner(), { period: {}, previous: null, by: "source", timeZone });

/** All that an import may write of leads, as it is. */
async function leadsAsTheyAre() {
  const of = [agency.id];
  return {
    leads: await db.sql(
      `select id, external_id, name, email, phone, source, value, status, reached_rank, entered_at, won_at, lost_reason, mentee_id, deleted_at
       from leads where organization_id = $1 order by id`,
      of,
    ),
    moves: await db.sql(
      "select id, lead_id, from_status, to_status, changed_at from lead_status_changes where organization_id = $1 order by id",
      of,
    ),
  };
}

const often = (usual: string[], seldom: string[]) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...seldom) },
  );

/** Rows of which some are no use, some are twice there, and some win, reopen or lose. */
const someRow = fc
  .tuple(
    often(["1", "2", "3", "4", "5", "6"], [""]),
    fc.constantFrom("Ana", "Bia"),
    fc.constantFrom("Site", "Feira", ""),
    often(["2026-01-05", "2026-02-10"], ["2026-02-31"]),
    often(["", "qualified", "lost"], ["won"]),
    often(["", "", "", "2026-02-12", "2026-01-01"], ["soon"]),
    often(["", "0", "1200.50"], ["much"]),
    often(["Bakery", "Florist"], [""]),
  )
  .map(([id, name, source, entered, status, won, ...rest]) =>
    [id, name, source, entered, won === "" ? status : "", won, ...rest].join(),
  );

const atFirst = [
  "1,Ana,Site,2026-01-05,,,,Bakery",
  "2,Bia,,2026-02-31,,,,Bakery",
  "3,Ana,,2026-01-05,,,,Bakery",
  "4,Bia,Site,2026-01-05,,,,Florist",
];
const withOneChanged = ["4,Bia,Feira,2026-01-05,qualified,,1200.50,Florist"];

const someRows = fc.array(someRow, { minLength: 3, maxLength: 10 });

test("an import does what its rehearsal promised, and taken back it leaves no trace in leads or reports", async () => {
  const seen = { created: 0, updated: 0, rejected: 0 };
  await fc.assert(
    fc.asyncProperty(someRows, someRows, async (first, more) => {
      agency = await arrangeOrganization(db.sql, `agency-${newId()}`, timeZone);
      for (const text of [csv(...first), csv(...first.slice(0, 3), ...more)]) {
        const [before, rowsBefore] = [await report(), await leadsAsTheyAre()];
        const importId = await upload(text, 50);
        const rehearsed = await have(importId, "rehearse");
        expect(rehearsed.status).toBe("rehearsed");
        expect(await leadsAsTheyAre()).toEqual(rowsBefore);
        const rejected = await listRejected(owner(), { importId, afterLine: 0, limit: 50 });
        expect(rejected).toHaveLength(rehearsed.counts?.rejected ?? -1);

        const done = await have(importId, "import");
        expect(done).toMatchObject({ status: "done", counts: rehearsed.counts });
        expect(rehearsed.preview?.before).toEqual(before);
        expect(await report()).toEqual(rehearsed.preview?.after);
        expect(await listRejected(owner(), { importId, afterLine: 0, limit: 50 })).toEqual(rejected);
        for (const outcome of Object.keys(seen) as (keyof typeof seen)[])
          seen[outcome] += done.counts?.[outcome] ?? 0;

        const rowsAfter = await leadsAsTheyAre();
        expect(await have(importId, "revert")).toMatchObject({ status: "reverted" });
        expect(await report()).toEqual(before);
        expect(await leadsAsTheyAre()).toEqual(rowsBefore);
        // For the second file, which then finds leads of the first.
        await importFile(text);
        expect((await leadsAsTheyAre()).leads).toHaveLength(rowsAfter.leads.length);
        const again = await upload(text);
        expect((await have(again, "rehearse")).counts).toMatchObject({ created: 0, updated: 0 });
      }
    }),
    // The first has a lead of each outcome, however the others are drawn.
    { numRuns: 6, examples: [[atFirst, withOneChanged]] },
  );
  for (const outcome of Object.values(seen)) expect(outcome).toBeGreaterThan(0);
});

describe("taken back", () => {
  test("is nothing where somebody has worked on its leads since, who are named", async () => {
    const done = await importFile(
      csv(
        "1,Ana,,2026-01-05,,,,Bakery",
        "2,Bia,,2026-01-05,,,,Bakery",
        "3,Caio,,2026-01-05,,,,Bakery",
        "4,Davi,,2026-01-05,,,,Bakery",
      ),
    );
    const leadId = async (externalId: string) =>
      (
        await db.sql<{ id: string }>("select id from leads where organization_id = $1 and external_id = $2", [
          agency.id,
          externalId,
        ])
      )[0]?.id ?? "";
    const [edited, deleted, called] = [await leadId("1"), await leadId("2"), await leadId("3")];
    await db.sql("update leads set name = 'Ana Maria', row_version = row_version + 1 where id = $1", [
      edited,
    ]);
    await db.sql("update leads set deleted_at = now(), row_version = row_version + 1 where id = $1", [
      deleted,
    ]);
    await db.sql(
      "insert into interactions (id, organization_id, lead_id, kind, occurred_at) values ($1, $2, $3, 'call', now())",
      [newId(), agency.id, called],
    );
    await data.invalidations.sweep();
    const before = await leadsAsTheyAre();
    expect(await have(done.id, "revert")).toMatchObject({
      status: "done",
      failure: ["changedSince", 3],
      obstacles: [
        { line: 2, leadId: edited, why: "changed", name: "Ana Maria" },
        { line: 3, leadId: deleted, why: "deleted", name: "Bia" },
        { line: 4, leadId: called, why: "used", name: "Caio" },
      ],
    });
    expect(await leadsAsTheyAre()).toEqual(before);
  });

  test("are mentees and cohorts never", async () => {
    const done = await importFile(csv("1,Ana,,2026-01-05,,,,Bakery"));
    await have(done.id, "revert");
    expect(
      await db.sql(
        "select business_name from mentees where organization_id = $1 and business_name = 'Bakery'",
        [agency.id],
      ),
    ).toHaveLength(1);
  });
});

describe("a runner that dies", () => {
  test("leaves nothing behind; the next begins anew, and the third but one gives up and says so", async () => {
    const importId = await upload(csv("1,Ana,,2026-01-05,,,,Bakery"));
    await have(importId, "rehearse");
    const before = await leadsAsTheyAre();
    await queueImport(owner(), { importId, task: "import" });
    const system = callerFor(data, { kind: "system", organizationId: agency.id });
    // Taken, and never heard of again.
    for (let times = 0; times < 3; times++)
      expect(await takeImport(system, undefined)).toMatchObject({ task: "import" });
    await work();
    expect(await detailsOf(owner(), importId)).toMatchObject({ status: "failed", failure: ["gaveUp"] });
    expect(await leadsAsTheyAre()).toEqual(before);
    // It can be rehearsed and imported again.
    await have(importId, "rehearse");
    expect(await have(importId, "import")).toMatchObject({ status: "done", counts: { created: 1 } });
  });

  test("one that was only slow finds the import taken by another, and writes nothing", async () => {
    const importId = await upload(csv("1,Ana,,2026-01-05,,,,Bakery"));
    await have(importId, "rehearse");
    await queueImport(owner(), { importId, task: "import" });
    const system = callerFor(data, { kind: "system", organizationId: agency.id });
    await takeImport(system, undefined);
    await work();
    expect(await detailsOf(owner(), importId)).toMatchObject({
      status: "done",
      counts: { created: 1 },
      attempts: 2,
    });
  });
});

test("what cannot be read is said with its line, nothing is imported, and the file can be mapped again", async () => {
  const importId = newId();
  await startUpload(owner(), { importId, fileName: "leads.csv" });
  const content = Buffer.concat([Buffer.from(csv("1,Ana,,2026-01-05,,,,Bakery")), Buffer.from([0xe9, 0x0a])]);
  await addPiece(owner(), { importId, position: 0, content });
  await finishUpload(owner(), { importId, fileSize: content.length, columns });
  expect(await have(importId, "rehearse")).toMatchObject({
    status: "failed",
    failure: ["notUtf8", "leads.csv", 3],
  });
  await expect(queueImport(owner(), { importId, task: "import" })).rejects.toThrow("failed");
});

test("asked for twice, a task is done once; imports of one organization are done in their order", async () => {
  const [one, two] = [
    await upload(csv("1,Ana,,2026-01-05,,,,Bakery")),
    await upload(csv("1,Bia,,2026-01-05,,,,Bakery")),
  ];
  for (const importId of [one, two]) await have(importId, "rehearse");
  for (const importId of [one, two, one]) await queueImport(owner(), { importId, task: "import" });
  await Promise.all([work(), work()]);
  expect(
    await db.sql("select name, row_version from leads where organization_id = $1 and external_id = '1'", [
      agency.id,
    ]),
  ).toEqual([{ name: "Bia", row_version: 2 }]);
  await queueImport(owner(), { importId: one, task: "import" });
  const { rows } = await listImports(owner(), { pageSize: 50, cursorSecret: "a secret of the tests" });
  expect(rows.filter(({ id }) => [one, two].includes(id)).map(({ status }) => status)).toEqual([
    "done",
    "done",
  ]);
});
