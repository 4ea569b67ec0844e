import { sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { locales } from "#app/i18n/locales.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { makePasswordReset } from "../accounts/commands.server.ts";
import { readSession } from "../accounts/queries.server.ts";
import { sessionCookie, someBrowser } from "../accounts/testing/browser.ts";
import { insertLink } from "../accounts/write-link.server.ts";
import { callerFor } from "../caller.ts";
import type { CohortFacts } from "../cohorts/cohort-facts.ts";
import { getCohort } from "../cohorts/queries.server.ts";
import { getTag } from "../labels/queries.server.ts";
import { interactionKinds } from "../leads/interaction-kinds.ts";
import type { LeadFacts } from "../leads/lead-facts.ts";
import { leadStatuses, openStatuses } from "../leads/lead-status.ts";
import { mergedFields, mergeSides } from "../leads/merge-sides.ts";
import { getInteraction, getLead } from "../leads/queries.server.ts";
import type { MenteeFacts } from "../mentees/mentee-facts.ts";
import { getMentee } from "../mentees/queries.server.ts";
import { recordStates } from "../record-state.ts";
import { getTask } from "../tasks/queries.server.ts";
import type { TaskFacts } from "../tasks/task-facts.ts";
import { bulkInputs } from "./bulk.ts";
import { passwords, someLimit } from "./credentials.ts";
import type { Draw } from "./draw.ts";
import { importInputs } from "./imports.ts";
import { type Generator, someInteraction, someInvitation, someLead, someTask } from "./query-arguments.ts";
import { twoFactorInputs } from "./two-factor.ts";
import { viewInputs } from "./views.ts";
import {
  type Agency,
  dates,
  names,
  roles,
  someMember,
  somePerson,
  system,
  systemIn,
  timeZones,
  tokenHashes,
  type World,
} from "./world.ts";

const somePassword = { password: "correct horse battery", passwords };

/** What an operator finds in the queue. */
const steered = defineJob({ name: "test.steered", data: z.null(), run: async () => {} });

/** Inputs for every declared command by its name, such that most go through and some are refused. */
export const commandInputs: Readonly<Record<string, Generator>> = {
  "accounts.signUp": (draw, { people }) => ({
    scope: system,
    input: {
      name: draw.one(names),
      email: draw.one([`${newId()}@example.com`, draw.one(people).email]),
      browser: someBrowser(),
      locale: draw.maybe(locales),
      ...somePassword,
    },
  }),
  "accounts.signIn": (draw, { people }) => ({
    scope: system,
    input: {
      email: draw.one(people).email,
      browser: someBrowser(),
      limits: { person: someLimit(draw), network: someLimit(draw) },
      ...somePassword,
    },
  }),
  "accounts.signOut": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.endSession": async (draw, { sessions, data }) => {
    const { userId, token } = draw.one(sessions);
    const found = await readSession.recompute(callerFor(data, system), { token, userId });
    return { scope: { kind: "account", userId }, input: { sessionId: found?.session.id ?? newId() } };
  },
  "accounts.endOtherSessions": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.noteUse": async (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.changePassword": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return {
      scope: { kind: "account", userId },
      input: {
        currentPassword: "correct horse battery",
        newPassword: "incorrect horse battery",
        browser: someBrowser({ cookie: sessionCookie(token) }),
        passwords,
        limit: someLimit(draw),
        locale: draw.maybe(locales),
      },
    };
  },
  "accounts.makePasswordReset": (draw, { people }) => ({
    scope: system,
    input: { email: draw.one([draw.one(people).email, "nobody@example.com"]), locale: draw.maybe(locales) },
  }),
  "accounts.resetPassword": async (draw, { data, people }) => {
    const { email } = draw.one(people);
    const { verificationId } = await makePasswordReset(callerFor(data, system), { email });
    return {
      scope: system,
      input: {
        verificationId,
        newPassword: "incorrect horse battery",
        passwords,
        locale: draw.maybe(locales),
      },
    };
  },
  "accounts.mailConfirmation": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { email: someAddress(draw, world), locale: draw.one(locales) },
  }),
  "accounts.confirmEmail": async (draw, world) => {
    const { userId } = draw.one(world.people);
    const { verificationId } = await world.data.database.inTransaction(system, (tx) =>
      insertLink(tx, "confirm-email", userId, someAddress(draw, world)),
    );
    return { scope: system, input: { verificationId, locale: draw.maybe(locales) } };
  },
  "accounts.changeName": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { name: draw.one(names) },
  }),
  "accounts.setReminders": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { reminders: draw.oneIn(2) },
  }),
  "accounts.chooseLocale": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { locale: draw.one(locales) },
  }),
  ...twoFactorInputs,
  "accounts.countAttempt": (draw) => ({ scope: system, input: [someLimit(draw)] }),
  "accounts.forgetExpired": () => ({ scope: system, input: undefined }),
  ...importInputs,
  ...bulkInputs,
  ...viewInputs,
  "cohorts.create": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const cohortId = draw.one([newId(), ...agency.cohortIds]);
    return { scope, input: { cohortId, facts: someCohortFacts(draw) } };
  },
  "cohorts.edit": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const cohortId = draw.one(agency.cohortIds);
    const cohort = await getCohort.recompute(callerFor(world.data, scope), { cohortId });
    return { scope, input: { cohortId, version: cohort?.version ?? "", facts: someCohortFacts(draw) } };
  },
  "cohorts.archive": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { cohortId: draw.one(agency.cohortIds), to: draw.one(recordStates) } };
  },
  "cohorts.assignMentor": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { userId } = draw.one(agency.members.filter(({ role }) => role === "mentor" || draw.oneIn(8)));
    return { scope, input: { cohortId: draw.one(agency.cohortIds), userId, mentors: draw.oneIn(2) } };
  },
  "labels.tagLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), name: draw.one(names) } };
  },
  "labels.untagLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), tagId: draw.one(agency.tagIds) } };
  },
  "labels.rename": async (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    const tagId = draw.one(agency.tagIds);
    const tag = await getTag.recompute(callerFor(world.data, scope), { tagId });
    return { scope, input: { tagId, name: draw.one(names), version: tag?.version ?? "" } };
  },
  "labels.merge": (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    return { scope, input: { tagId: draw.one(agency.tagIds), into: draw.one(agency.tagIds) } };
  },
  "labels.delete": (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    return { scope, input: { tagId: draw.one(agency.tagIds) } };
  },
  "leads.create": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const leadId = draw.one(agency.leadIds);
    return {
      scope,
      input: {
        leadId,
        facts: someFacts(draw, agency),
        status: draw.one(openStatuses),
        timeZone: agency.timeZone,
      },
    };
  },
  "leads.edit": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { timeZone } = agency;
    const leadId = draw.oneIn(8) ? someLead(draw, world) : draw.one(agency.leadIds);
    const lead = await getLead.recompute(callerFor(world.data, scope), { leadId, timeZone });
    return {
      scope,
      input: {
        leadId,
        rowVersion: lead?.rowVersion ?? 1,
        facts: someFacts(draw, agency),
        outcome: { wonOn: draw.maybe(dates), lostReason: draw.maybe(names), wonEarlier: true },
        timeZone,
      },
    };
  },
  "leads.delete": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { timeZone } = agency;
    const leadId = draw.one(agency.leadIds);
    const lead = await getLead.recompute(callerFor(world.data, scope), { leadId, timeZone });
    return { scope, input: { leadId, rowVersion: lead?.rowVersion ?? 1 } };
  },
  "leads.merge": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const versionOf = async (leadId: string) => {
      const lead = await getLead.recompute(callerFor(world.data, scope), {
        leadId,
        timeZone: agency.timeZone,
      });
      return { leadId, rowVersion: lead?.rowVersion ?? 1 };
    };
    const [first, second] = agency.leadIds;
    const leads = await Promise.all(
      [first ?? "", draw.one([second ?? "", ...agency.leadIds])].map(versionOf),
    );
    const choices = Object.fromEntries(mergedFields.map((field) => [field, draw.maybe(mergeSides)]));
    return { scope, input: { leads, choices } };
  },
  "leads.restore": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds) } };
  },
  "leads.export": (draw, world) => ({
    scope: someMember(draw, world).scope,
    input: { format: draw.one(["csv", "xlsx"]), filter: { status: draw.some(leadStatuses) } },
  }),
  "leads.logInteraction": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { timeZone } = agency;
    return { scope, input: { leadId: draw.one(agency.leadIds), facts: somethingSaid(draw), timeZone } };
  },
  "leads.changeInteraction": async (draw, world) => {
    const { scope, ...which } = await someOwnInteraction(draw, world);
    const interaction = await getInteraction.recompute(callerFor(world.data, scope), which);
    return {
      scope,
      input: { ...which, version: interaction?.version ?? "", facts: somethingSaid(draw) },
    };
  },
  "leads.deleteInteraction": async (draw, world) => {
    const { scope, ...which } = await someOwnInteraction(draw, world);
    return { scope, input: which };
  },
  "leads.move": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { timeZone } = agency;
    const leadId = draw.one(agency.leadIds);
    const lead = await getLead.recompute(callerFor(world.data, scope), { leadId, timeZone });
    return {
      scope,
      input: {
        leadId,
        rowVersion: lead?.rowVersion ?? 1,
        to: draw.one(leadStatuses),
        wonOn: draw.maybe(dates),
        wonEarlier: true,
        value: draw.maybe([0, 12_50]),
        lostReason: draw.maybe(names),
        timeZone,
      },
    };
  },
  "mentees.create": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const menteeId = draw.one([newId(), ...agency.menteeIds]);
    return { scope, input: { menteeId, facts: someMenteeFacts(draw, agency) } };
  },
  "mentees.edit": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const menteeId = draw.one(agency.menteeIds);
    const { timeZone } = agency;
    const mentee = await getMentee.recompute(callerFor(world.data, scope), { menteeId, timeZone });
    return {
      scope,
      input: { menteeId, version: mentee?.version ?? "", facts: someMenteeFacts(draw, agency) },
    };
  },
  "mentees.archive": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { menteeId: draw.one(agency.menteeIds), to: draw.one(recordStates) } };
  },
  "tasks.create": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), facts: someTaskFacts(draw, agency) } };
  },
  "tasks.edit": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const which = await someTask(draw, world, agency);
    const task = await getTask.recompute(callerFor(world.data, scope), which);
    const facts = someTaskFacts(draw, agency);
    return { scope, input: { ...which, version: task?.version ?? "", facts } };
  },
  "tasks.complete": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { ...(await someTask(draw, world, agency)), done: draw.oneIn(2) } };
  },
  "tasks.delete": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: await someTask(draw, world, agency) };
  },
  "tasks.remind": (draw, { agencies }) => {
    const { id: organizationId } = draw.one(agencies);
    return { scope: systemIn(organizationId), input: { organizationId, today: draw.one(dates) } };
  },
  "operator.steerJob": async (draw, { data }) => {
    const to = draw.one(["retry", "cancel", "discard"] as const);
    const id = await data.database.inTransaction(system, async (tx) => {
      const added = await enqueue(tx, steered, null);
      if (to !== "cancel") await tx.execute(sql`update pgboss.job set state = 'failed' where id = ${added}`);
      return added ?? newId();
    });
    return { scope: system, input: { job: steered.name, id, to } };
  },
  "organizations.create": (draw, { people }) => ({
    scope: systemIn(newId()),
    input: {
      name: draw.one(names),
      slug: `three-${newId()}`,
      currency: "BRL",
      ...someSettings(draw),
      owner: draw.one([
        { userId: draw.one(people).userId },
        { email: draw.one(people).email, name: draw.one(names), passwordHash: "a hash" },
      ]),
    },
  }),
  "organizations.change": (draw, world) => ({
    scope: someManager(draw, world),
    input: { name: draw.one(names), ...someSettings(draw) },
  }),
  "people.add": (draw, world) => ({ scope: someManager(draw, world), input: someAssignment(draw, world) }),
  "people.invite": (draw, world) => {
    const { agency, scope } = someMember(draw, world, draw.oneIn(8) ? roles : ["owner", "admin"]);
    const invitationId = draw.one(agency.invitationIds);
    const role = draw.one(roles);
    return {
      scope,
      input: {
        invitationId,
        email: draw.one([`${newId()}@example.com`, draw.one(world.people).email]),
        role,
        menteeId: role === "mentee" || draw.oneIn(8) ? draw.one([null, ...agency.menteeIds]) : null,
        ...someLink(draw, invitationId),
      },
    };
  },
  "people.renewInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const invitationId = draw.one(agency.invitationIds);
    return { scope, input: { invitationId, ...someLink(draw, invitationId) } };
  },
  "people.mailInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { invitationId: draw.one(agency.invitationIds) } };
  },
  "people.revokeInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { invitationId: draw.one(agency.invitationIds) } };
  },
  "people.join": (draw, world) => {
    const { organizationId, invitationId } = someInvitation(draw, world);
    return {
      scope: systemIn(organizationId),
      input: {
        userId: draw.one([world.newcomer, draw.one(world.people)]).userId,
        tokenHash: draw.one(tokenHashes(invitationId)),
      },
    };
  },
  "people.changeRole": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return {
      scope: draw.one([scope, systemIn(agency.id)]),
      input: { ...someAssignment(draw, world), menteeId: draw.one([null, null, ...agency.menteeIds]) },
    };
  },
  "people.remove": (draw, world) => {
    const someone = () => draw.one(world.people).userId;
    return {
      scope: someManager(draw, world),
      input: { userId: someone(), heirId: draw.one([null, someone()]) },
    };
  },
  "people.leave": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope: systemIn(agency.id), input: { userId: scope.userId } };
  },
  "people.transferOwnership": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { userId: draw.one(agency.members).userId } };
  },
};

/** Somebody's, or nobody's yet. */
const someAddress = (draw: Draw, { people }: World) =>
  draw.one([draw.one(people).email, `${newId()}@example.com`]);

const somethingSaid = (draw: Draw) => ({
  kind: draw.one(interactionKinds),
  occurredAt: draw.maybe(dates.map((date) => `${date}T10:30`)),
  body: draw.one(["", ...names]),
});

/** The newest interaction with a lead, asked for by whose it is as often as not. */
async function someOwnInteraction(draw: Draw, world: World) {
  const { agency, scope: anybody } = someMember(draw, world);
  const { timeZone } = agency;
  const leadId = draw.one(agency.leadIds);
  const which = { leadId, interactionId: await someInteraction(world, agency, leadId), timeZone };
  const interaction = await getInteraction.recompute(callerFor(world.data, anybody), which);
  const own = agency.members.find(({ userId }) => userId === interaction?.userId);
  return { scope: own ?? anybody, ...which };
}

const someCohortFacts = (draw: Draw): CohortFacts => ({
  name: draw.one(names),
  startsOn: draw.one(dates),
  endsOn: draw.one([null, "2027-01-01"]),
});

const someTaskFacts = (draw: Draw, { members }: Agency): TaskFacts => ({
  title: draw.one(names),
  dueOn: draw.one(dates),
  assigneeId: draw.one([null, draw.one(members).userId]),
});

const someMenteeFacts = (draw: Draw, { cohortIds, members }: Agency): MenteeFacts => ({
  businessName: draw.one(names),
  cohortId: draw.one(cohortIds),
  joinedOn: draw.one(dates),
  userId: draw.one([null, draw.one(members.filter(({ role }) => role === "mentee" || draw.oneIn(8))).userId]),
});

const someLink = (draw: Draw, invitationId: string) => ({
  tokenHash: draw.one(tokenHashes(invitationId)),
  expiresAt: draw.one([new Date("2020-01-01"), new Date("2120-01-01")]),
  mail: draw.oneIn(4),
});

const someSettings = (draw: Draw) => ({ timeZone: draw.one(timeZones), locale: draw.one(["en", "pt-BR"]) });

const someAssignment = (draw: Draw, { people }: World) => ({
  userId: draw.one(people).userId,
  role: draw.one(roles),
});

function someManager(draw: Draw, world: World) {
  const { agency, scope } = someMember(draw, world);
  return draw.one([scope, systemIn(agency.id)]);
}

function someFacts(draw: Draw, { menteeIds, members }: Agency): LeadFacts {
  return {
    menteeId: draw.one(menteeIds),
    ownerId: draw.one([undefined, null, draw.one(members).userId]),
    name: draw.one(names),
    email: draw.one([null, "somebody@example.com"]),
    phone: draw.one([null, "+5511987654321"]),
    source: draw.one([null, ...names]),
    value: draw.one([null, 0, 99_00]),
    externalId: draw.one([null, "x1", "x2"]),
    enteredOn: draw.one(dates),
  };
}
