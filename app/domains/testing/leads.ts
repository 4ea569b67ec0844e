import { callerFor } from "../caller.ts";
import { interactionKinds } from "../leads/interaction-kinds.ts";
import type { LeadFacts } from "../leads/lead-facts.ts";
import { leadStatuses, openStatuses } from "../leads/lead-status.ts";
import { mergedFields, mergeSides } from "../leads/merge-sides.ts";
import { getInteraction, getLead, getTimeline, listBin, listLeads } from "../leads/queries.server.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { someFilter, someInteraction, someLead, someLeadList, someSelected } from "./some-leads.ts";
import { type Agency, dates, names, someMember, timeZones, type World } from "./world.ts";

/** Arguments for the queries of leads. */
export const leadArguments: Readonly<Record<string, Generator>> = {
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
};

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
