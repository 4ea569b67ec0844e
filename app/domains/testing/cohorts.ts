import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import type { CohortFacts } from "../cohorts/cohort-facts.ts";
import { cohortSorts } from "../cohorts/cohort-list.ts";
import { browseCohorts, type CohortListArgs, getCohort } from "../cohorts/queries.server.ts";
import { recordStates } from "../record-state.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { somePeriod } from "./some-period.ts";
import { dates, names, someMember, timeZones } from "./world.ts";

/** Arguments for the queries of cohorts. */
export const cohortArguments: Readonly<Record<string, Generator>> = {
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
};

/** Inputs for the commands of cohorts. */
export const cohortInputs: Readonly<Record<string, Generator>> = {
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
};

const someCohortFacts = (draw: Draw): CohortFacts => ({
  name: draw.one(names),
  startsOn: draw.one(dates),
  endsOn: draw.one([null, "2027-01-01"]),
});
