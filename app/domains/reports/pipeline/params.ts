/** What a pipeline report is asked for. */
export interface PipelineParams {
  /** Local dates, both inclusive: leads that entered within them. All leads where an end is missing. */
  from?: string | undefined;
  to?: string | undefined;
  by: PipelineGrouping;
}

export const pipelineGroupings = ["source", "month"] as const;

/** By source, or by the local month in which the leads entered. */
export type PipelineGrouping = (typeof pipelineGroupings)[number];

/** The key of the group of leads whose source nobody knows. */
export const unknownSource = "unknown";
