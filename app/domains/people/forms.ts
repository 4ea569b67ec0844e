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

const cursor = z.string().max(4_000).optional();

/** The search parameters of the page of people: where in its two lists. */
export const peopleSearch = z.object({
  after: cursor,
  before: cursor,
  invitedAfter: cursor,
  invitedBefore: cursor,
});
