import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import {
  changeInteraction,
  createLead,
  deleteInteraction,
  editLead,
  logInteraction,
  moveLead,
} from "./commands.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import { getInteraction, getLead, getTimeline } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const cursorSecret = "a secret of sixteen or more";

const as = (role: Role) => memberCaller(data, agency, role);

const facts = (name = "Ana"): LeadFacts => ({
  menteeId: agency.menteeIds[0],
  name,
  email: null,
  phone: null,
  source: null,
  value: null,
  externalId: null,
  enteredOn: "2026-03-10",
});

async function newLead(): Promise<string> {
  const { leadId } = await createLead(as("owner"), {
    leadId: newId(),
    facts: facts(),
    status: "new",
    timeZone,
  });
  return leadId;
}

const log = (leadId: string, body: string, occurredAt?: string, role: Role = "mentor") =>
  logInteraction(as(role), { leadId, facts: { kind: "call", body, occurredAt }, timeZone });

async function lastInteraction(leadId: string): Promise<string | null> {
  const [row] = await db.sql<{ at: string | null }>(
    "select to_char(last_interaction_at at time zone $2, 'YYYY-MM-DD HH24:MI') as at from leads where id = $1",
    [leadId, timeZone],
  );
  return row?.at ?? null;
}

async function newest(leadId: string): Promise<string> {
  const lead = await getLead(as("owner"), { leadId, timeZone });
  return lead?.newestInteraction ?? "";
}

const timeline = (leadId: string, more: { after?: string; pageSize?: number } = {}) =>
  getTimeline(as("owner"), { leadId, timeZone, pageSize: 50, cursorSecret, ...more });

describe("an interaction", () => {
  test("is seen at once, in the organization's zone, and is the lead's last one if it is the latest", async () => {
    const leadId = await newLead();
    await timeline(leadId);
    await log(leadId, "No answer", "2026-03-12T09:30");
    expect((await timeline(leadId)).events[0]).toMatchObject({
      kind: "interaction",
      as: "call",
      body: "No answer",
      at: "2026-03-12T12:30:00.000000Z",
      by: "mentor of agency",
      byId: agency.users.mentor,
    });
    expect(await lastInteraction(leadId)).toBe("2026-03-12 09:30");
    await log(leadId, "Before that", "2026-03-11T08:00");
    expect(await lastInteraction(leadId)).toBe("2026-03-12 09:30");
  });

  test("without a time happened now; one that is to come is refused", async () => {
    const leadId = await newLead();
    await log(leadId, "Now");
    const [event] = (await timeline(leadId)).events;
    expect(Math.abs(Date.now() - Date.parse(event?.at ?? ""))).toBeLessThan(600_000);
    await expect(log(leadId, "Later", "2199-01-01T00:00")).rejects.toMatchObject({
      field: "occurredAt",
      messageKey: "future",
    });
  });

  test("keeps the lead's last one right when it is moved in time or deleted", async () => {
    const leadId = await newLead();
    await log(leadId, "First", "2026-03-11T08:00");
    await log(leadId, "Second", "2026-03-12T09:30");
    const interactionId = await newest(leadId);
    const which = { leadId, interactionId, timeZone };
    const { version = "" } = (await getInteraction(as("mentor"), which)) ?? {};
    const change = { kind: "meeting" as const, body: "Second", occurredAt: "2026-03-10T07:00" };
    expect(await changeInteraction(as("mentor"), { ...which, version, facts: change })).toBe(true);
    expect(await lastInteraction(leadId)).toBe("2026-03-11 08:00");
    expect(await getInteraction(as("owner"), which)).toMatchObject(change);
    await deleteInteraction(as("mentor"), which);
    await expect(deleteInteraction(as("mentor"), which)).rejects.toThrow(NotFoundError);
    await deleteInteraction(as("mentor"), { ...which, interactionId: await newest(leadId) });
    expect(await lastInteraction(leadId)).toBeNull();
  });

  test("sent twice, at once too, is logged once; the same said again later is another", async () => {
    const leadId = await newLead();
    const input = { leadId, facts: { kind: "call" as const, body: "No answer" }, timeZone };
    const twice = await Promise.all([1, 2].map(() => logInteraction(as("mentor"), input)));
    expect(twice.toSorted()).toEqual([false, true]);
    const seen = await newest(leadId);
    expect(await logInteraction(as("mentor"), { ...input, seen })).toBe(true);
    expect(await logInteraction(as("owner"), input)).toBe(true);
  });

  test("of a version that is gone is a conflict; saying what is there already changes nothing", async () => {
    const leadId = await newLead();
    await log(leadId, "First", "2026-03-11T08:00");
    const which = { leadId, interactionId: await newest(leadId), timeZone };
    const { version = "" } = (await getInteraction(as("mentor"), which)) ?? {};
    const say = (body: string) =>
      changeInteraction(as("mentor"), { ...which, version, facts: { kind: "call", body } });
    expect(await say("Second")).toBe(true);
    expect(await say("Second")).toBe(false);
    await expect(say("Third")).rejects.toThrow(ConflictError);
    expect(await getInteraction(as("mentor"), which)).toMatchObject({ body: "Second" });
  });

  test("is changed and deleted by whose it is alone, and logged on leads within reach", async () => {
    const leadId = await newLead();
    await log(leadId, "Mine", "2026-03-11T08:00");
    const which = { leadId, interactionId: await newest(leadId), timeZone };
    const change = { ...which, version: "", facts: { kind: "call" as const, body: "Yours" } };
    await expect(changeInteraction(as("owner"), change)).rejects.toThrow(ForbiddenError);
    await expect(deleteInteraction(as("mentee"), which)).rejects.toThrow(ForbiddenError);
    const elsewhere = agency.leadIds[1];
    await expect(log(elsewhere, "Hello")).rejects.toThrow(NotFoundError);
    // Nor under another lead's address.
    const through = { ...which, leadId: agency.leadIds[0] };
    await expect(deleteInteraction(as("mentor"), through)).rejects.toThrow(NotFoundError);
    expect(await getInteraction(as("mentor"), through)).toBeNull();
  });
});

describe("a history", () => {
  test("tells how long each stage took and which facts were corrected", async () => {
    const leadId = await newLead();
    await moveLead(as("owner"), { leadId, rowVersion: 1, to: "qualified", timeZone });
    await db.sql(
      "update lead_status_changes set changed_at = '2026-03-15T12:00:00Z' where lead_id = $1 and to_status = 'qualified'",
      [leadId],
    );
    const edit = { leadId, rowVersion: 2, facts: facts("Ana Lima"), outcome: {}, timeZone };
    await editLead(as("admin"), edit);
    expect((await timeline(leadId)).events).toMatchObject([
      { kind: "noted", action: "leads.edit", meta: { fields: ["name"] }, by: "admin of agency" },
      { kind: "moved", from: "new", to: "qualified", days: 5 },
      { kind: "moved", from: null, to: "new", days: null },
    ]);
    expect(await getLead(as("owner"), { leadId, timeZone })).toMatchObject({ inStageSince: "2026-03-15" });
  });

  test("is read page by page, each event once, also those of one instant", async () => {
    const leadId = await newLead();
    for (let n = 0; n < 7; n++) await log(leadId, `Call ${n}`, `2026-03-1${1 + (n % 2)}T08:00`);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await timeline(leadId, { pageSize: 3, ...(after && { after }) });
      seen.push(...page.events.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual((await timeline(leadId)).events.map(({ id }) => id));
    expect(seen).toHaveLength(8);
  });

  test("is empty for who does not see the lead, the log's entries too", async () => {
    const leadId = agency.leadIds[1];
    const edit = { ...facts("Lead in Cohort 2 of agency"), menteeId: agency.menteeIds[1], source: "fair" };
    await editLead(as("owner"), { leadId, rowVersion: 1, facts: edit, outcome: {}, timeZone });
    expect((await timeline(leadId)).events).toHaveLength(3);
    const theirs = await getTimeline(as("mentor"), { leadId, timeZone, pageSize: 50, cursorSecret });
    expect(theirs.events).toEqual([]);
  });
});
