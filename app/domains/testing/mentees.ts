import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import type { MenteeFacts } from "../mentees/mentee-facts.ts";
import { menteeSorts } from "../mentees/mentee-list.ts";
import { browseMentees, getMentee, type MenteeListArgs } from "../mentees/queries.server.ts";
import { recordStates } from "../record-state.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { somePeriod } from "./some-period.ts";
import { type Agency, dates, names, someMember, timeZones } from "./world.ts";

/** Arguments for the queries of mentees. */
export const menteeArguments: Readonly<Record<string, Generator>> = {
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
};

/** Inputs for the commands of mentees. */
export const menteeInputs: Readonly<Record<string, Generator>> = {
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
};

const someMenteeFacts = (draw: Draw, { cohortIds, members }: Agency): MenteeFacts => ({
  businessName: draw.one(names),
  cohortId: draw.one(cohortIds),
  joinedOn: draw.one(dates),
  userId: draw.one([null, draw.one(members.filter(({ role }) => role === "mentee" || draw.oneIn(8))).userId]),
});
