import { z } from "zod";
import { endsBeforeItBegins, isLocalDate } from "../../local-date.ts";

export const pipelineGroupings = ["source", "month"] as const;

/** By source, or by the local month in which the leads entered. */
export type PipelineGrouping = (typeof pipelineGroupings)[number];

const localDate = z.string().refine(isLocalDate, "expected a date that exists, as YYYY-MM-DD").optional();

/** Each parameter by itself; the ends may be in either order. */
export const pipelineFields = z.object({
  /** Local dates, both inclusive: leads that entered within them; all leads where both are missing. */
  from: localDate,
  to: localDate,
  by: z.enum(pipelineGroupings, { error: "expected source or month" }).default("source"),
});

/** What the pipeline report is asked for, on the page and on the command line. */
export const pipelineParams = pipelineFields.refine((params) => !endsBeforeItBegins(params), {
  path: ["to"],
  message: "expected a date on or after from",
});

export type PipelineParams = z.output<typeof pipelineParams>;
