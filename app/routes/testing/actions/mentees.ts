import { newId } from "#app/db/new-id.ts";
import { type Action, done, managed, type Subject, versionOf } from "./action.ts";

const mentee = "/o/:organization/mentees/:menteeId";
const menteeFacts = ({ cohortId }: Subject) => ({
  businessName: `Changed ${newId()}`,
  cohortId,
  joinedOn: "2026-02-01",
});
const onMentees: Action[] = (
  [
    ["of their own cohort", done],
    ["of another organization", 404],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${mentee}/edit`,
    about,
    form: async (of) => ({ ...menteeFacts(of), version: await versionOf(of.sql, "mentees", of.menteeId) }),
    answers: managed(answer),
    writes: "mentees",
  },
  // After it nobody signs in for the mentee: the last that is done to it.
  {
    pattern: `${mentee}/archive`,
    about,
    form: () => ({ to: "archived" }),
    answers: managed(answer),
    writes: "mentees",
  },
]);

/** Of mentees. */
export const menteeActions: Action[] = [
  {
    pattern: "/o/:organization/mentees/new",
    form: (of) => ({ ...menteeFacts(of), menteeId: newId() }),
    answers: managed(done),
    writes: "mentees",
  },
  ...onMentees,
];
