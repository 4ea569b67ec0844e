import { newId } from "#app/db/new-id.ts";
import { type Action, done, managed, versionOf } from "./action.ts";

const cohort = "/o/:organization/cohorts/:cohortId";
const cohortFacts = () => ({ name: `Changed ${newId()}`, startsOn: "2026-02-01" });
const onCohorts: Action[] = (
  [
    ["of their own cohort", done],
    ["of another organization", 404],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${cohort}/edit`,
    about,
    form: async ({ sql, cohortId }) => ({
      ...cohortFacts(),
      version: await versionOf(sql, "cohorts", cohortId),
    }),
    answers: managed(answer),
    writes: "cohorts",
  },
  {
    pattern: `${cohort}/mentors`,
    about,
    form: ({ mentorId }) => ({ userId: mentorId, mentors: "no" }),
    answers: managed(answer),
    writes: "cohort_mentors",
  },
  {
    pattern: `${cohort}/archive`,
    about,
    form: () => ({ to: "archived" }),
    answers: managed(answer),
    writes: "cohorts",
  },
]);

/** Of cohorts. */
export const cohortActions: Action[] = [
  {
    pattern: "/o/:organization/cohorts/new",
    form: () => ({ ...cohortFacts(), cohortId: newId() }),
    answers: managed(done),
    writes: "cohorts",
  },
  ...onCohorts,
];
