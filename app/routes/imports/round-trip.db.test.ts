import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { guessMapping } from "#app/domains/imports/guess-mapping.ts";
import { mappingForm, mappingOf } from "#app/domains/imports/mapping-form.ts";
import { getSample } from "#app/domains/imports/queries.server.ts";
import { haveDone, uploadFile } from "#app/domains/imports/testing/uploaded.ts";
import { exportLeads } from "#app/domains/leads/queries.server.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { locales } from "#app/i18n/locales.ts";
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
  return all.map(({ lastInteractionOn, tags, ownerName, ...lead }) => lead).sort(byId);
}

async function write({ id, menteeIds }: { id: string; menteeIds: readonly string[] }, leads: SomeLead[]) {
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
      const columns = exportColumns(i18nFor(language), "BRL");
      const pages = exportLeads(from.caller, {
        ...{
          filter: {},
          sort: { by: "entered", direction: "desc" },
          timeZone,
          cursorSecret: "a secret of the tests",
        },
      });
      const file = sendTable({ title: "Leads", currency: "BRL", columns, pages }, "csv", "leads");

      const importId = await uploadFile(to.caller, Buffer.from(await file.arrayBuffer()).toString());
      const sample = await getSample(to.caller, { importId });
      const guessed = guessMapping(sample ?? { header: [], rows: [] }, undefined);
      const form = mappingForm.parse({ ...guessed, cohort: "All", cohortStartsOn: "2026-01-01" });
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
