import { z } from "zod";
import { line } from "../line.ts";
import { localDate } from "../local-date-field.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

const facts = {
  businessName: line(200),
  cohortId: z.uuid(),
  joinedOn: localDate,
  userId: z
    .uuid()
    .optional()
    .transform((id) => id ?? null),
};

/** The form for a new mentee. */
export const newMenteeForm = z.object({ ...facts, menteeId: z.uuid() });

/** The form for a mentee's facts. */
export const editMenteeForm = z.object({ ...facts, version: z.string() });
