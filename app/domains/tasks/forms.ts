import { z } from "zod";
import { line } from "../line.ts";
import { localDate } from "../local-date-field.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

/** The form for a follow-up. */
export const taskForm = z.object({
  title: line(200),
  dueOn: localDate,
  assigneeId: z
    .uuid()
    .optional()
    .transform((id) => id ?? null),
  /** The newest follow-up of the lead when the form was made; or the version of the one that is changed. */
  seen: z.string().max(100).optional(),
});

/** Ticks a follow-up off, or takes that back; then leads on to the lead or to the list. */
export const doneForm = z.object({
  done: z.enum(["yes", "no"]),
  back: z.enum(["lead", "tasks"]).default("lead"),
});
