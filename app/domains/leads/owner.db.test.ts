import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { FieldError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { changeName } from "../accounts/commands.server.ts";
import { assignMentor } from "../cohorts/commands.server.ts";
import { createLead, editLead } from "./commands.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import { getLead, listOwners } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let other: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({
    database: db.database,
    sweepSeconds: 0,
    sweepTimes: { graceMs: 0, claimMs: 10_000, lookMs: 10_000 },
  });
  agency = await arrangeOrganization(db.sql, "agency");
  other = await arrangeOrganization(db.sql, "other");
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const roles: Role[] = ["owner", "admin", "mentor", "mentee"];
const as = (role: Role) => memberCaller(data, agency, role);

async function factsOf(leadId: string): Promise<{ rowVersion: number; facts: LeadFacts }> {
  const lead = await getLead(as("owner"), { leadId, timeZone });
  if (!lead) throw new Error("There is no such lead.");
  const { menteeId, ownerId, name, email, phone, source, value, externalId, enteredOn, rowVersion } = lead;
  const facts = { menteeId, ownerId, name, email, phone, source, value, externalId, enteredOn };
  return { rowVersion, facts };
}

async function edit(role: Role, leadId: string, some: Partial<LeadFacts>): Promise<string[]> {
  const { rowVersion, facts } = await factsOf(leadId);
  return editLead(as(role), { leadId, rowVersion, facts: { ...facts, ...some }, outcome: {}, timeZone });
}

test("those who may be chosen are those who see the lead, and no others are taken", async () => {
  for (const [i, leadId] of agency.leadIds.entries()) {
    const sees = new Set<string>();
    for (const role of roles) {
      if (await getLead(as(role), { leadId, timeZone })) sees.add(agency.users[role]);
    }
    const choices = await listOwners(as("owner"), { mentee: agency.menteeIds[i] });
    expect(new Set(choices.map(({ userId }) => userId))).toEqual(sees);
    for (const userId of [...Object.values(agency.users), other.users.owner]) {
      const given = edit("owner", leadId, { ownerId: userId });
      if (sees.has(userId)) expect(await given).toEqual(["ownerId"]);
      else await expect(given).rejects.toThrow(FieldError);
    }
  }
});

test("whoever gets another mentee's lead has to see it, or nobody works it", async () => {
  const [leadId] = agency.leadIds;
  await edit("owner", leadId, { ownerId: agency.users.mentor });
  const menteeId = agency.menteeIds[1];
  await expect(edit("owner", leadId, { menteeId })).rejects.toThrow(FieldError);
  expect(await edit("owner", leadId, { menteeId, ownerId: null })).toEqual(["menteeId", "ownerId"]);
  await edit("owner", leadId, { menteeId: agency.menteeIds[0] });
});

test("who has lost sight of a lead keeps it until somebody chooses another", async () => {
  const [leadId] = agency.leadIds;
  await edit("owner", leadId, { ownerId: agency.users.mentor });
  const mentors = { cohortId: agency.cohortIds[0], userId: agency.users.mentor };
  await assignMentor(as("owner"), { ...mentors, mentors: false });
  expect((await listOwners(as("owner"), {})).map(({ userId }) => userId)).not.toContain(mentors.userId);
  expect(await edit("owner", leadId, { name: "Another name" })).toEqual(["name"]);
  await changeName(callerFor(data, { kind: "account", userId: mentors.userId }), { name: "Renamed" });
  expect(await getLead(as("owner"), { leadId, timeZone })).toMatchObject({ ownerName: "Renamed" });
  await db.sql("delete from users where id = $1", [mentors.userId]);
  await data.invalidations.sweep();
  expect(await getLead(as("owner"), { leadId, timeZone })).toMatchObject({ ownerId: null, ownerName: null });
});

test("a mentee works what they write down, and gives what they have to nobody else", async () => {
  const [menteeId] = agency.menteeIds;
  const facts = { ...(await factsOf(agency.leadIds[0])).facts, externalId: null, menteeId };
  const leadId = newId();
  const form = { leadId, facts: { ...facts, ownerId: agency.users.owner }, status: "new" as const, timeZone };
  expect(await createLead(as("mentee"), form)).toEqual({ leadId, created: true });
  expect(await createLead(as("mentee"), form)).toEqual({ leadId, created: false });
  expect((await factsOf(leadId)).facts.ownerId).toBe(agency.users.mentee);
  expect(await edit("mentee", leadId, { ownerId: agency.users.owner })).toEqual([]);
  expect(await edit("owner", leadId, { ownerId: agency.users.owner })).toEqual(["ownerId"]);
  expect(await edit("mentee", leadId, { ownerId: null, name: "By the mentee" })).toEqual(["name"]);
});
