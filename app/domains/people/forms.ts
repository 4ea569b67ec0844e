import { z } from "zod";
import { emailSchema } from "../accounts/forms.ts";
import { roles } from "./role-rules.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

/** The form that invites somebody. */
export const inviteSchema = z.object({
  email: emailSchema,
  role: z.enum(roles),
  /** The business that a mentee is to sign in for; passed over for any other role. */
  menteeId: z.uuid().optional(),
});

/** The form that gives a member another role. */
export const roleSchema = z.object({
  role: z.enum(roles),
  /** The business that a mentee is to sign in for; passed over for any other role. */
  menteeId: z.uuid().optional(),
  /** What they were when the form was made. */
  seen: z.enum(roles),
});

/** A question about a member, answered with yes: what they were when it was asked. */
export const aboutMemberSchema = z.object({ seen: z.enum(roles) });

/** The answer to whether a member is to be removed: with who takes over their work. */
export const removeSchema = aboutMemberSchema.extend({ heirId: z.uuid().optional() });

/** Gives a mentor one more cohort, or takes one away. */
export const mentoredSchema = z.object({ cohortId: z.uuid(), mentors: z.enum(["yes", "no"]) });

const cursor = z.string().max(4_000).optional();

/** The search parameters of the page of people: where in its two lists. */
export const peopleSearch = z.object({
  after: cursor,
  before: cursor,
  invitedAfter: cursor,
  invitedBefore: cursor,
});
