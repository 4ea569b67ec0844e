import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { guessMapping } from "#app/domains/imports/guess-mapping.ts";
import { mappingForm, mappingOf } from "#app/domains/imports/mapping-form.ts";
import { getSample, listRejected } from "#app/domains/imports/queries.server.ts";
import { haveDone, uploadFile } from "#app/domains/imports/testing/uploaded.ts";
import { exportLeads } from "#app/domains/leads/queries.server.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { type Locale, locales } from "#app/i18n/locales.ts";
import { sendTable } from "#app/server/table-file/send-table.server.ts";
import { arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { exportColumns } from "../leads/export-columns.ts";

const timeZone = "America/Sao_Paulo";

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

/** Texts as our forms take them, some of which a spreadsheet would calculate or has been kept from it already. */
const text = (maxLength: number) =>
  fc
    .tuple(
      fc.constantFrom("", "=", "+", "-", "@", "'", "'=", "''-", '"', ";", ","),
      fc.string({ unit: fc.constantFrom("a", "ã", "1", " ", "'", "=", '"', ",", ";", "ß", "-"), maxLength }),
    )
    .map(([first, rest]) => `${first}x${rest}`.replace(/\s+/g, " ").trim());

const day = fc
  .integer({ min: 0, max: 60 })
  .map((days) => new Date(Date.UTC(2026, 0, 2 + days)).toISOString().slice(0, 10));

const someLead = fc
  .record({
    name: text(30),
    externalId: text(10),
    source: fc.option(text(10), { nil: null }),
    email: fc.constantFrom(null, "ana@example.com", "+ana@example.com", "=bia@example.com"),
    phone: fc.constantFrom(null, "+5511987654321", "+14155550123"),
    value: fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: null }),
    status: fc.constantFrom("new", "first_contact", "qualified", "proposal", "negotiation", "won", "lost"),
    enteredOn: day,
    wonOn: day,
    reason: fc.option(text(20), { nil: null }),
  })
  .map(({ wonOn, reason, ...lead }) => ({
    ...lead,
    wonOn: lead.status === "won" ? wonOn : null,
    lostReason: lead.status === "lost" ? reason : null,
  }));

type SomeLead = typeof someLead extends fc.Arbitrary<infer Lead> ? Lead : never;

async function arrange() {
  const agency = await arrangeOrganization(db.sql, `agency-${newId()}`, timeZone);
  await db.sql("update leads set deleted_at = now() where organization_id = $1", [agency.id]);
  const caller = callerFor<OrganizationScope>(data, {
    ...{ kind: "organization", organizationId: agency.id, userId: agency.users.owner, role: "owner" },
  });
  return { agency, caller };
}

async function exported(caller: Caller<OrganizationScope>) {
  const all = [];
  const args = {
    filter: {},
    sort: { by: "entered", direction: "desc" } as const,
    timeZone,
    cursorSecret: "a secret of the tests",
  };
  for await (const page of exportLeads(caller, args)) all.push(...page);
  const byId = (a: { externalId: string | null }, b: { externalId: string | null }) =>
    (a.externalId ?? "") < (b.externalId ?? "") ? -1 : 1;
  return all.map(({ id, lastInteractionOn, tags, ownerName, ...lead }) => lead).sort(byId);
}

/** The file that the organization's page of leads gives, in a language. */
function fileOf(caller: Caller<OrganizationScope>, language: Locale): Promise<string> {
  const pages = exportLeads(caller, {
    ...{ filter: {}, sort: { by: "entered", direction: "desc" }, timeZone },
    cursorSecret: "a secret of the tests",
  });
  const columns = exportColumns(i18nFor(language), "BRL");
  return sendTable({ title: "Leads", currency: "BRL", columns, pages }, "csv", "leads").text();
}

/** Uploads a file and has its columns guessed. */
async function uploaded(caller: Caller<OrganizationScope>, text: string) {
  const importId = await uploadFile(caller, text);
  const sample = await getSample(caller, { importId });
  return { importId, guessed: guessMapping(sample ?? { header: [], rows: [] }, undefined) };
}

async function write(
  { id, menteeIds }: { id: string; menteeIds: readonly string[] },
  leads: (Omit<SomeLead, "externalId"> & { externalId: string | null })[],
) {
  for (const lead of leads)
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, external_id, source, email, phone, value, status, lost_reason, entered_at, won_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamp at time zone '${timeZone}', $13::timestamp at time zone '${timeZone}')`,
      [
        ...[newId(), id, menteeIds[0], lead.name, lead.externalId, lead.source, lead.email, lead.phone],
        ...[lead.value, lead.status, lead.lostReason, `${lead.enteredOn} 10:00`],
        lead.wonOn && `${lead.wonOn} 18:00`,
      ],
    );
}

test("leads that were exported as CSV are the same when another organization imports them, in either language", async () => {
  const locale = fc.constantFrom(...locales);
  const leads = fc.uniqueArray(someLead, {
    selector: ({ externalId }) => externalId,
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(leads, locale, async (drawn, language) => {
      const [from, to] = [await arrange(), await arrange()];
      await write(from.agency, drawn);
      await data.invalidations.sweep();
      const before = await exported(from.caller);
      expect(before).toHaveLength(drawn.length);
      const { importId, guessed } = await uploaded(to.caller, await fileOf(from.caller, language));
      // Our own ids are those of the other organization.
      const { leadId, ...chosen } = guessed;
      expect(leadId).toBeDefined();
      const form = mappingForm.parse({ ...chosen, cohort: "All", cohortStartsOn: "2026-01-01" });
      const mapping = mappingOf(form);
      await haveDone(to.caller, importId, "rehearse", mapping);
      expect((await haveDone(to.caller, importId, "import", mapping)).counts).toEqual({
        ...{ created: drawn.length, updated: 0, unchanged: 0, rejected: 0 },
      });
      expect(await exported(to.caller)).toEqual(before);
    }),
    { numRuns: 6 },
  );
});

test("leads that were exported as CSV are found again, with external ids or without: only what was corrected in the file changes", async () => {
  const lead = fc.tuple(someLead, fc.boolean()).map(([each, isKnown]) => ({
    ...each,
    externalId: isKnown ? each.externalId : null,
  }));
  const leads = fc.uniqueArray(lead, {
    selector: ({ externalId }) => externalId ?? {},
    minLength: 3,
    maxLength: 12,
  });
  const columnsOf = (text: string) => parse(text, { bom: true }) as string[][];
  await fc.assert(
    fc.asyncProperty(leads, fc.constantFrom(...locales), async (drawn, language) => {
      const [{ agency, caller }, other] = [await arrange(), await arrange()];
      await write(agency, drawn);
      await write(other.agency, drawn.slice(0, 1));
      // Another mentee of the same name, so that a name alone does not say whose a lead is.
      await db.sql(
        `update mentees set business_name = (select business_name from mentees where id = $1) where id = $2`,
        [agency.menteeIds[0], agency.menteeIds[1]],
      );
      await data.invalidations.sweep();
      const asTheyAre = () =>
        db.sql<{ id: string; name: string }>("select * from leads where organization_id = $1 order by id", [
          agency.id,
        ]);
      const file = await fileOf(caller, language);
      const before = await asTheyAre();
      const again = await uploaded(caller, file);
      const mapping = mappingOf(mappingForm.parse(again.guessed));
      for (const task of ["rehearse", "import"] as const)
        expect((await haveDone(caller, again.importId, task, mapping)).counts).toEqual({
          ...{ created: 0, updated: 0, unchanged: drawn.length, rejected: 0 },
        });
      expect(await asTheyAre()).toEqual(before);

      // One is corrected, one is written down twice; one is another organization's, one is in the bin, one nobody's.
      const [header = [], ...rows] = columnsOf(file);
      const at = (name: string | undefined) => header.indexOf(name ?? "");
      const changed = (of: readonly string[] = [], cells: Record<number, string>) =>
        of.map((cell, i) => cells[i] ?? cell);
      const [id, external] = [at(again.guessed.leadId), at(again.guessed.externalId)];
      const [first, second, third] = rows;
      const theirs = await db.sql<{ id: string }>(
        "select id from leads where organization_id = $1 and deleted_at is null",
        [other.agency.id],
      );
      await db.sql("update leads set deleted_at = now() where id = $1", [third?.[id]]);
      const written = [
        changed(first, { [at(again.guessed.name)]: "Corrected" }),
        ...[changed(first, { [external]: "" }), changed(second, { [external]: "not its own" })],
        ...[changed(second, { [id]: theirs[0]?.id ?? "" }), third ?? []],
        ...[changed(second, { [id]: newId() }), changed(second, { [id]: "7" })],
        changed(second, { [id]: "", [external]: "" }),
      ];
      const said = written.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join());
      const corrected = await uploaded(
        caller,
        [header.map((name) => `"${name}"`).join(), ...said].join("\n"),
      );
      for (const task of ["rehearse", "import"] as const) {
        const { counts } = await haveDone(caller, corrected.importId, task, mapping);
        expect(counts).toEqual({ created: 0, updated: 1, unchanged: 0, rejected: 7 });
      }
      const rejected = await listRejected(caller, { importId: corrected.importId, afterLine: 0, limit: 50 });
      expect(rejected.map(({ reasons }) => reasons.map(({ reason }) => reason[0]))).toEqual(
        ["sameId", "externalIdStays", "unknownLead", "deleted", "unknownLead", "leadId", "blank"].map(
          (key) => [key],
        ),
      );
      const after = await asTheyAre();
      const differing = after.filter(({ id }, i) => before[i]?.name !== after[i]?.name && id);
      expect(differing.map(({ id, name }) => [id, name])).toEqual([[first?.[id], "Corrected"]]);
    }),
    { numRuns: 4 },
  );
});
