import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { LeadStatus, Role } from "#schema";
import { pipelineReport } from "../reports/pipeline/report.server.ts";
import { editLead, logInteraction, mergeLeads, moveLead, restoreLead } from "./commands.server.ts";
import { leadStatuses } from "./lead-status.ts";
import { type MergeSide, mergeSides } from "./merge-sides.ts";
import {
  countLeads,
  getLead,
  getMergedLead,
  getTimeline,
  listBin,
  listDuplicates,
} from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let count = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const paging = { timeZone, pageSize: 50, cursorSecret: "a secret of sixteen or more" };
const as = (agency: ArrangedOrganization, role: Role = "owner") => memberCaller(data, agency, role);
const arrange = () => arrangeOrganization(db.sql, `agency${count++}`, timeZone);

interface Person {
  status: LeadStatus;
  value: number | null;
  source: string | null;
  /** of January 2026; nobody enters twice on one day */
  day: number;
  wonDay: number;
  reached: number;
}

const person = fc.record<Person>({
  status: fc.constantFrom(...leadStatuses),
  value: fc.option(fc.constantFrom(0, 10_00, 99_99), { nil: null }),
  source: fc.option(fc.constantFrom("Fair", "Site"), { nil: null }),
  day: fc.integer({ min: 1, max: 14 }),
  wonDay: fc.integer({ min: 1, max: 27 }),
  reached: fc.integer({ min: 0, max: 4 }),
});
const twins = fc.record({
  older: person,
  newer: person,
  choices: fc.record(
    {
      status: fc.constantFrom(...mergeSides),
      value: fc.constantFrom(...mergeSides),
      source: fc.constantFrom(...mergeSides),
    },
    { requiredKeys: [] },
  ),
});

async function write({ id, menteeIds }: ArrangedOrganization, of: Person): Promise<string> {
  const leadId = newId();
  const on = (day: number) => `2026-01-${String(day).padStart(2, "0")}T15:00:00.123456Z`;
  await db.sql(
    `insert into leads (id, organization_id, mentee_id, name, status, reached_rank, value, source, entered_at, won_at)
     values ($1, $2, $3, 'Ana', $4, $5, $6, $7, $8, $9)`,
    [
      ...[leadId, id, menteeIds[0], of.status, of.reached, of.value, of.source, on(of.day)],
      of.status === "won" ? on(of.wonDay) : null,
    ],
  );
  return leadId;
}

/** What a person would put down who had known from the first. */
function asOne(
  older: Person,
  newer: Person,
  choices: Partial<Record<"status" | "value" | "source", MergeSide>>,
) {
  const pick = (field: "status" | "value" | "source") => {
    if (choices[field] === undefined) return older[field] === null ? newer : older;
    return choices[field] === "newer" ? newer : older;
  };
  const rank = ({ status, reached }: Person) =>
    status === "won" ? 5 : Math.max(reached, status === "lost" ? 0 : leadStatuses.indexOf(status));
  return {
    ...older,
    status: pick("status").status,
    wonDay: pick("status").wonDay,
    value: pick("value").value,
    source: pick("source").source,
    reached: Math.max(rank(older), rank(newer)),
  };
}

test("every figure after merging is that of an organization that never had the duplicates", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(twins, { minLength: 1, maxLength: 5 }), async (pairs) => {
      const [agency, oracle] = [await arrange(), await arrange()];
      for (const { older, newer: given, choices } of pairs) {
        const newer = { ...given, day: given.day + 14 };
        const ids = [await write(agency, older), await write(agency, newer)] as const;
        await write(oracle, asOne(older, newer, choices));
        const both = ids.map((leadId) => ({ leadId, rowVersion: 1 }));
        const [one, other] = given.reached % 2 === 0 ? both : both.toReversed();
        if (!one || !other) throw new Error("There are two.");
        const merged = await mergeLeads(as(agency), { leads: [one, other], choices });
        expect(merged).toEqual({ survivorId: ids[0], merged: true });
      }
      for (const by of ["source", "month"] as const) {
        const report = (of: ArrangedOrganization) =>
          pipelineReport(as(of), { by }, { timeZone, today: "2026-06-01" });
        expect(await report(agency)).toEqual(await report(oracle));
      }
      const count = (of: ArrangedOrganization, status: LeadStatus) =>
        countLeads(as(of), { filter: { status: [status] }, timeZone });
      for (const status of leadStatuses)
        expect(await count(agency, status)).toBe(await count(oracle, status));
    }),
    { numRuns: 12 },
  );
});

test("what was done about both is on the page of the one that stays, and the other's address leads there", async () => {
  const agency = await arrange();
  const [stays] = agency.leadIds;
  const goes = await write(agency, {
    status: "new",
    value: null,
    source: null,
    day: 28,
    wonDay: 1,
    reached: 0,
  });
  await db.sql(
    "update leads set entered_at = now(), email = 'Ana@Example.com', external_id = 'crm-1' where id = $1",
    [goes],
  );
  await data.invalidations.sweep();
  await moveLead(as(agency), { leadId: goes, rowVersion: 1, to: "qualified", timeZone });
  await logInteraction(as(agency), {
    leadId: goes,
    facts: { kind: "call", body: "About the other" },
    timeZone,
  });
  await db.sql("insert into lead_tags (organization_id, lead_id, tag_id) values ($1, $2, $3), ($1, $2, $4)", [
    agency.id,
    goes,
    ...agency.tagIds,
  ]);
  await db.sql(
    "insert into tasks (id, organization_id, lead_id, title, due_on) values ($1, $2, $3, 'Call', '2026-05-05')",
    [newId(), agency.id, goes],
  );
  await data.invalidations.sweep();
  const leads = [
    { leadId: goes, rowVersion: 2 },
    { leadId: stays, rowVersion: 1 },
  ] as const;
  await expect(
    mergeLeads(as(agency), { leads: [{ leadId: goes, rowVersion: 1 }, leads[1]], choices: {} }),
  ).rejects.toThrow(ConflictError);
  await expect(mergeLeads(as(await arrange()), { leads, choices: {} })).rejects.toThrow(NotFoundError);
  const form = { leads, choices: { status: "newer" as const } };
  const twice = await Promise.all([mergeLeads(as(agency), form), mergeLeads(as(agency), form)]);
  expect(twice.map(({ merged }) => merged).toSorted()).toEqual([false, true]);
  expect(new Set(twice.map(({ survivorId }) => survivorId))).toEqual(new Set([stays]));

  const lead = await getLead(as(agency), { leadId: stays, timeZone });
  expect(lead).toMatchObject({ email: "Ana@Example.com", externalId: "crm-1", status: "qualified" });
  expect(lead?.tags.map(({ id }) => id).toSorted()).toEqual(agency.tagIds.toSorted());
  const { events } = await getTimeline(as(agency), { ...paging, leadId: stays });
  const told = events.map((event) =>
    "to" in event ? event.to : "as" in event ? event.as : "action" in event ? event.action : event.kind,
  );
  // Its own entry, import and move, the other's move, and an interaction of each.
  expect(told.toSorted()).toEqual(
    ["call", "call", "imported", "leads.merge", "new", "qualified", "qualified"].toSorted(),
  );
  expect(
    await db.sql("select lead_id from tasks where organization_id = $1 and title = 'Call'", [agency.id]),
  ).toEqual([{ lead_id: stays }]);
  expect(await getMergedLead(as(agency), { leadId: goes })).toBe(stays);
  expect((await listBin(as(agency), paging)).rows).toMatchObject([{ id: goes, mergedIntoId: stays }]);
  await expect(restoreLead(as(agency), { leadId: goes })).rejects.toThrow(NotFoundError);
});

test("a lead of another cohort is merged with by nobody who does not see it", async () => {
  const agency = await arrange();
  const leads = agency.leadIds.map((leadId) => ({ leadId, rowVersion: 1 }));
  const [one, other] = leads;
  if (!one || !other) throw new Error("There are two.");
  for (const role of ["mentor", "mentee"] as const)
    await expect(mergeLeads(as(agency, role), { leads: [one, other], choices: {} })).rejects.toThrow(
      NotFoundError,
    );
});

test("duplicates by e-mail in any case or by phone are found among the leads that one sees", async () => {
  const agency = await arrange();
  const [first, second] = agency.leadIds;
  const of = async (role: Role, leadId: string, typed?: { email: string | null; phone: string | null }) =>
    (await listDuplicates(as(agency, role), { leadId, timeZone, ...(typed && { typed }) })).map(
      ({ id }) => id,
    );
  expect(await of("owner", first)).toEqual([]);
  const facts = {
    menteeId: agency.menteeIds[1],
    name: "Ana",
    source: null,
    value: null,
    externalId: null,
    enteredOn: "2026-02-01",
  };
  const edit = (email: string | null, phone: string | null, rowVersion: number) =>
    editLead(as(agency), {
      leadId: second,
      rowVersion,
      facts: { ...facts, email, phone },
      outcome: {},
      timeZone,
    });
  await db.sql("update leads set email = 'ANA@example.com', phone = '+5511912345678' where id = $1", [first]);
  await edit("ana@example.com", null, 1);
  await data.invalidations.sweep();
  expect(await of("owner", first)).toEqual([second]);
  expect(await of("mentor", first)).toEqual([]);
  expect(await of("mentor", newId(), { email: "Ana@EXAMPLE.com", phone: null })).toEqual([first]);
  await edit(null, "+5511912345678", 2);
  expect(await of("owner", second)).toEqual([first]);
  await edit(null, null, 3);
  expect(await of("owner", second)).toEqual([]);
  expect(await of("owner", newId(), { email: null, phone: null })).toEqual([]);
});
