import { z } from "zod";
import { line } from "../line.ts";
import { localDate } from "../local-date-field.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

const facts = {
  name: line(100),
  startsOn: localDate,
  endsOn: localDate.optional().transform((date) => date ?? null),
};

const inOrder = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }) =>
  endsOn === null || startsOn <= endsOn;

const endsFirst = { message: "endsFirst", path: ["endsOn"] };

/** The form for a new cohort. */
export const newCohortForm = z.object({ ...facts, cohortId: z.uuid() }).refine(inOrder, endsFirst);

/** The form for a cohort's facts. */
export const editCohortForm = z.object({ ...facts, version: z.string() }).refine(inOrder, endsFirst);

/** Gives a cohort one more mentor, or takes one away. */
export const mentorForm = z.object({ userId: z.uuid(), mentors: z.enum(["yes", "no"]) });
