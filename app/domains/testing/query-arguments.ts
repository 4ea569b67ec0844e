import { desc } from "drizzle-orm";
import { newId } from "#app/db/new-id.ts";
import type { Scope } from "#app/db/scope.ts";
import { type Role, verifications } from "#schema";
import { recordTypes, systemActor } from "../activity/activity-filter.ts";
import { type ActivityArgs, listActivity } from "../activity/queries.server.ts";
import { callerFor } from "../caller.ts";
import { cohortSorts } from "../cohorts/cohort-list.ts";
import { browseCohorts, type CohortListArgs } from "../cohorts/queries.server.ts";
import type { DeclaredQuery } from "../declare-query.server.ts";
import type { BulkSelection } from "../leads/bulk-selection.ts";
import type { LeadFilter } from "../leads/lead-filter.ts";
import { leadSorts, noOwner } from "../leads/lead-filter.ts";
import { leadStatuses, pipelineStages } from "../leads/lead-status.ts";
import { getLead, getTimeline, type LeadListArgs, listBin, listLeads } from "../leads/queries.server.ts";
import { menteeSorts } from "../mentees/mentee-list.ts";
import { browseMentees, type MenteeListArgs } from "../mentees/queries.server.ts";
import { listInvitations, listMembers, type PeoplePage, type PeoplePlace } from "../people/queries.server.ts";
import { recordStates } from "../record-state.ts";
import { browseTasks, listLeadTasks, type TaskListArgs } from "../tasks/queries.server.ts";
import type { Draw } from "./draw.ts";
import { importArguments } from "./imports.ts";
import { viewArguments } from "./views.ts";
import {
  type Agency,
  dates,
  names,
  someManager,
  someMember,
  somePerson,
  system,
  systemIn,
  timeZones,
  tokenHashes,
  type World,
} from "./world.ts";

/** On whose behalf, and with what. */
export interface Drawn {
  readonly scope: Scope;
  /** As the declaration of this name takes it. */
  readonly input: unknown;
}

export type Generator = (draw: Draw, world: World) => Drawn | Promise<Drawn>;

const cursorSecret = "a secret that signs the cursors of tests";

/** Who may manage: a query throws for others. */
const managing: readonly Role[] = ["owner", "admin"];

/** Arguments for every declared query by its name. */
export const queryArguments: Readonly<Record<string, Generator>> = {
  "activity.actors": (draw, world) => ({ ...someManager(draw, world), input: {} }),
  "activity.list": async (draw, world) => {
    const { scope, agency } = someManager(draw, world);
    const first: ActivityArgs = {
      filter: {
        by: draw.maybe([systemActor, ...agency.members.map(({ userId }) => userId)]),
        record: draw.oneIn(3) ? draw.one(recordTypes) : undefined,
        action: draw.oneIn(4) ? "leads.move" : undefined,
        from: draw.maybe(dates),
      },
      pageSize: draw.one([1, 2, 50]),
      timeZone: draw.one(timeZones),
      cursorSecret,
    };
    const { next } = await listActivity.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "accounts.linkIsOpen": async (draw, { data }) => {
    const [rows] = await data.database.readBatch(system, (db) => [
      db.select({ id: verifications.id }).from(verifications).orderBy(desc(verifications.id)).limit(5),
    ]);
    const kind = draw.one(["reset-password", "confirm-email"]);
    return {
      scope: system,
      input: { kind, verificationId: draw.one([newId(), ...rows.map(({ id }) => id)]) },
    };
  },
  "accounts.sessions": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.wantsReminders": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.twoFactorSetUp": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.session": (draw, { sessions }) => ({ scope: system, input: draw.one(sessions) }),
  "cohorts.browse": async (draw, world) => {
    const { scope } = someMember(draw, world);
    const first: CohortListArgs = {
      filter: { state: draw.one(recordStates) },
      sort: { by: draw.one(cohortSorts), direction: draw.one(["asc", "desc"]) },
      pageSize: draw.one([1, 50]),
      cursorSecret,
    };
    const { next } = await browseCohorts.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "cohorts.list": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { including: draw.maybe(agency.cohortIds) } };
  },
  "cohorts.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { cohortId: draw.one(agency.cohortIds) } };
  },
  "cohorts.figures": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const cohortId = draw.one(agency.cohortIds);
    return { scope, input: { cohortId, period: somePeriod(draw), timeZone: draw.one(timeZones) } };
  },
  "people.mentors": (draw, world) => ({ ...someMember(draw, world, managing), input: {} }),
  ...importArguments,
  "leads.list": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const first = someLeadList(draw, agency);
    const { next } = await listLeads.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "leads.exportPage": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: someLeadList(draw, agency) };
  },
  "leads.board": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const filter = someFilter(draw, agency);
    return { scope, input: { filter, timeZone: draw.one(timeZones), most: draw.one([1, 20]) } };
  },
  "leads.selected": someSelected,
  "leads.selectedOwners": someSelected,
  "labels.ofSelected": someSelected,
  "leads.count": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { filter: someFilter(draw, agency), timeZone: draw.one(timeZones) } };
  },
  "leads.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const leadId = draw.oneIn(8) ? someLead(draw, world) : draw.one(agency.leadIds);
    return { scope, input: { leadId, timeZone: draw.one(timeZones) } };
  },
  "leads.bin": async (draw, world) => {
    const { scope } = someMember(draw, world);
    const first = { pageSize: draw.one([1, 50]), timeZone: draw.one(timeZones), cursorSecret };
    const { next } = await listBin.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "leads.binned": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), timeZone: draw.one(timeZones) } };
  },
  "leads.interaction": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const leadId = draw.one(agency.leadIds);
    const interactionId = await someInteraction(world, agency, leadId);
    return { scope, input: { leadId, interactionId, timeZone: draw.one(timeZones) } };
  },
  "leads.timeline": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const leadId = draw.oneIn(8) ? someLead(draw, world) : draw.one(agency.leadIds);
    const first = {
      leadId,
      timeZone: draw.one(timeZones),
      pageSize: draw.one([1, 2, 50]),
      cursorSecret,
    };
    const { next } = await getTimeline.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "labels.list": (draw, world) => ({ ...someMember(draw, world), input: {} }),
  "labels.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { tagId: draw.one(agency.tagIds) } };
  },
  "leads.duplicates": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const typed = {
      email: draw.one([null, "somebody@example.com"]),
      phone: draw.one([null, "+5511987654321"]),
    };
    const input = { leadId: draw.one(agency.leadIds), timeZone: draw.one(timeZones) };
    return { scope, input: draw.oneIn(2) ? input : { ...input, typed } };
  },
  "leads.mergedInto": (draw, world) => ({
    ...someMember(draw, world),
    input: { leadId: someLead(draw, world) },
  }),
  "leads.owners": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { mentee: draw.maybe(agency.menteeIds) } };
  },
  "leads.sources": (draw, world) => ({ ...someMember(draw, world), input: {} }),
  ...viewArguments,
  "tasks.ofLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds) } };
  },
  "tasks.get": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: await someTask(draw, world, agency) };
  },
  "tasks.browse": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const first: TaskListArgs = {
      assignee: draw.maybe(agency.members.map(({ userId }) => userId)),
      pageSize: draw.one([1, 50]),
      cursorSecret,
    };
    const { next } = await browseTasks.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "tasks.due": (draw, world) => ({
    ...someMember(draw, world),
    input: { until: draw.one(dates), most: draw.one([1, 8]) },
  }),
  "operator.jobs": () => ({ scope: system, input: undefined }),
  "mentees.browse": async (draw, world) => {
    const { scope } = someMember(draw, world);
    const first: MenteeListArgs = {
      filter: { state: draw.one(recordStates) },
      sort: { by: draw.one(menteeSorts), direction: draw.one(["asc", "desc"]) },
      pageSize: draw.one([1, 50]),
      cursorSecret,
    };
    const { next } = await browseMentees.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "mentees.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { menteeId: draw.one(agency.menteeIds), timeZone: draw.one(timeZones) } };
  },
  "mentees.figures": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const input = {
      menteeId: draw.one(agency.menteeIds),
      periods: [somePeriod(draw), {}],
      timeZone: draw.one(timeZones),
    };
    return { scope, input };
  },
  "people.freeMentees": (draw, world) => {
    const { agency, scope } = someMember(draw, world, managing);
    return { scope, input: { including: draw.maybe(agency.menteeIds) } };
  },
  "mentees.list": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return {
      scope,
      input: {
        cohort: draw.maybe(agency.cohortIds),
        including: draw.maybe(agency.menteeIds),
        most: draw.maybe([1]),
      },
    };
  },
  "people.members": (draw, world) =>
    somePeoplePage(draw, world, listMembers, { timeZone: draw.one(timeZones) }),
  "people.work": (draw, world) => ({
    ...someManager(draw, world),
    input: { userId: draw.one(world.people).userId },
  }),
  "people.member": (draw, world) => ({
    ...someManager(draw, world),
    input: { userId: draw.one(world.people).userId, timeZone: draw.one(timeZones) },
  }),
  "people.invitations": (draw, world) => somePeoplePage(draw, world, listInvitations, {}),
  "people.invitation": (draw, world) => ({
    ...someManager(draw, world),
    input: { invitationId: someInvitation(draw, world).invitationId },
  }),
  "people.receivedInvitation": (draw, world) => {
    const { organizationId, invitationId } = someInvitation(draw, world);
    return {
      scope: systemIn(organizationId),
      input: { tokenHash: draw.one(tokenHashes(invitationId)) },
    };
  },
  "people.freeBusinesses": (draw, world) => ({ ...someManager(draw, world), input: {} }),
  "reports.overview": (draw, world) => ({
    ...someMember(draw, world),
    input: {
      stretches: [somePeriod(draw), somePeriod(draw)],
      months: { from: "2026-01-01", to: "2026-12-31" },
      timeZone: draw.one(timeZones),
    },
  }),
  "reports.pipeline": (draw, world) => ({
    ...someMember(draw, world),
    input: {
      period: draw.one([somePeriod(draw), {}]),
      previous: draw.one([somePeriod(draw), null]),
      by: draw.one(["source", "month"]),
      timeZone: draw.one(timeZones),
    },
  }),
};

/** The newest interaction with a lead as its owner sees it, or one that is not there. */
export async function someInteraction({ data }: World, agency: Agency, leadId: string): Promise<string> {
  const [{ timeZone }, owner] = [agency, agency.members.find(({ role }) => role === "owner")];
  const lead = owner && (await getLead.recompute(callerFor(data, owner), { leadId, timeZone }));
  return lead?.newestInteraction ?? newId();
}

/** An invitation of an agency, there or not yet. */
export function someInvitation(draw: Draw, { agencies }: World) {
  const { id, invitationIds } = draw.one(agencies);
  return { organizationId: id, invitationId: draw.one(invitationIds) };
}

/** The first page, or the one behind it, as somebody sees it who may. */
async function somePeoplePage<Args extends PeoplePlace>(
  draw: Draw,
  world: World,
  list: DeclaredQuery<"organization", Args, PeoplePage<unknown>>,
  more: Omit<Args, keyof PeoplePlace>,
): Promise<Drawn> {
  const { scope } = someManager(draw, world);
  const first = { ...more, pageSize: draw.one([1, 50]), cursorSecret } as Args;
  const { next } = await list.recompute(callerFor(world.data, scope), first);
  return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
}

/** A follow-up of a lead as its owner sees it, or one that is not there. */
export async function someTask(draw: Draw, { data }: World, agency: Agency) {
  const owner = agency.members.find(({ role }) => role === "owner");
  const there = await Promise.all(
    agency.leadIds.map(async (leadId) => {
      const tasks = owner ? await listLeadTasks.recompute(callerFor(data, owner), { leadId }) : [];
      return tasks.map(({ id: taskId }) => ({ leadId, taskId }));
    }),
  );
  return draw.one([{ leadId: draw.one(agency.leadIds), taskId: newId() }, ...there.flat()]);
}

/** Perhaps of the agency that is none of the reader's business. */
export function someLead(draw: Draw, world: World): string {
  return draw.one(world.agencies.flatMap(({ leadIds }) => leadIds));
}

function somePeriod(draw: Draw) {
  const [one, other] = [draw.one(dates), draw.one(dates)];
  return one < other ? { from: one, to: other } : { from: other, to: one };
}

const someLeadList = (draw: Draw, agency: Agency): LeadListArgs => ({
  filter: someFilter(draw, agency),
  sort: { by: draw.one(leadSorts), direction: draw.one(["asc", "desc"]) },
  pageSize: draw.one([1, 2, 50]),
  timeZone: draw.one(timeZones),
  cursorSecret,
});

/** Some of an agency's leads, or all of those that a filter admits. */
function someSelected(draw: Draw, world: World) {
  const { agency, scope } = someMember(draw, world);
  return { scope, input: { selection: someSelection(draw, agency), timeZone: draw.one(timeZones) } };
}

export const someSelection = (draw: Draw, agency: Agency): BulkSelection =>
  draw.oneIn(2) ? { ids: draw.some(agency.leadIds) } : { filter: someFilter(draw, agency) };

function someFilter(draw: Draw, { menteeIds, cohortIds, tagIds, users }: Agency): LeadFilter {
  if (draw.oneIn(2)) return {};
  if (draw.oneIn(2)) return { mentee: draw.maybe(menteeIds), cohort: draw.maybe(cohortIds) };
  const { from, to } = somePeriod(draw);
  if (draw.oneIn(4)) return { tag: draw.one(tagIds) };
  if (draw.oneIn(4)) return { owner: draw.one([noOwner, users.owner, users.mentor]) };
  if (draw.oneIn(3)) return { q: draw.one([...names, "lead", "a", "example", "11 9"]) };
  return {
    ...draw.one([{}, { quiet: draw.one([1, 30]) }, { valueFrom: 1 }, { valueTo: 100_000 }]),
    status: draw.maybe([draw.some(leadStatuses)]),
    source: draw.maybe([draw.some([...names, "unknown"])]),
    ...draw.one([{}, { from, to }, { wonFrom: from, wonTo: to }]),
    reached: draw.maybe(pipelineStages),
    value: draw.maybe(["declared", "undeclared"] as const),
    daysToWin: draw.maybe(["measured", "negative"] as const),
  };
}
