import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import type { MenteeFacts } from "../mentees/mentee-facts.ts";
import { getMentee } from "../mentees/queries.server.ts";
import { recordStates } from "../record-state.ts";
import type { Draw } from "./draw.ts";
import type { Generator } from "./query-arguments.ts";
import { type Agency, dates, names, someMember } from "./world.ts";

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
