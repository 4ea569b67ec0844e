import { callerFor } from "../caller.ts";
import { interactionKinds } from "../leads/interaction-kinds.ts";
import type { LeadFacts } from "../leads/lead-facts.ts";
import { leadStatuses, openStatuses } from "../leads/lead-status.ts";
import { mergedFields, mergeSides } from "../leads/merge-sides.ts";
import { getInteraction, getLead } from "../leads/queries.server.ts";
import type { Draw } from "./draw.ts";
import { type Generator, someInteraction, someLead } from "./query-arguments.ts";
import { type Agency, dates, names, someMember, type World } from "./world.ts";

/** Inputs for the commands of leads. */
export const leadInputs: Readonly<Record<string, Generator>> = {
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
};

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
