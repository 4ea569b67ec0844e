import { z } from "zod";
import { isLocalDate } from "../../local-date.ts";

export const pipelineGroupings = ["source", "month"] as const;

/** By source, or by the local month in which the leads entered. */
export type PipelineGrouping = (typeof pipelineGroupings)[number];

const localDate = z.string().refine(isLocalDate, "expected a date that exists, as YYYY-MM-DD").optional();

/** What the pipeline report is asked for, on the page and on the command line. */
export const pipelineParams = z
  .object({
    /** Local dates, both inclusive: leads that entered within them; all leads where both are missing. */
    from: localDate,
    to: localDate,
    by: z.enum(pipelineGroupings, { error: "expected source or month" }).default("source"),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ["to"],
    message: "expected a date on or after from",
  });

export type PipelineParams = z.output<typeof pipelineParams>;
