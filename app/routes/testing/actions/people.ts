import { newId } from "#app/db/new-id.ts";
import { here, managers, members, sent, signedIn } from "#dev/test/visitors.ts";
import { type Action, done, managed, type Subject } from "./action.ts";

const member = "/o/:organization/people/:userId";
async function seenOf({ sql, userId }: Subject): Promise<{ seen: string }> {
  const [found] = await sql<{ role: string }>("select role from members where user_id = $1", [userId]);
  return { seen: found?.role ?? "" };
}

const onPeople: Action[] = (
  [
    ["of another organization", 404],
    ["of their own cohort", done],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${member}/cohorts`,
    about,
    form: ({ cohortId }) => ({ cohortId, mentors: "yes" }),
    answers: managed(answer),
    writes: "cohort_mentors",
  },
  {
    pattern: `${member}/role`,
    about,
    form: async (of) => ({ ...(await seenOf(of)), role: "mentee" }),
    answers: managed(answer),
    writes: "members",
  },
  { pattern: `${member}/remove`, about, form: seenOf, answers: managed(answer), writes: "members" },
  {
    pattern: `${member}/ownership`,
    about,
    person: "admin",
    form: seenOf,
    answers: sent({ ...members(403), owner: answer, ...(answer === 404 && { admin: 404 }) }),
    writes: "members",
  },
]);

/** Of people and invitations. */
export const peopleActions: Action[] = [
  {
    pattern: "/o/:organization/people/invite",
    form: () => ({ email: `${newId()}@placar.example`, role: "mentor" }),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  {
    pattern: "/o/:organization/people/invitations/:invitationId",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  // No e-mails are sent here.
  {
    pattern: "/o/:organization/people/invitations/:invitationId/mail",
    form: () => ({}),
    answers: sent(managers(404)),
  },
  {
    pattern: "/o/:organization/people/invitations/:invitationId/revoke",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  ...onPeople,
  // Of no invitation: the page says so.
  { pattern: "/invitations/:token", form: () => ({}), answers: sent(signedIn(here)) },
];

/** Which ends a membership. */
export const leaveActions: Action[] = [
  // The last in their organization, since it ends that.
  {
    pattern: "/o/:organization/leave",
    form: () => ({ seen: "mentee" }),
    answers: sent(members(done)),
    writes: "members",
  },
];
