import { pipelineParams } from "./pipeline/params.ts";
import { pipelineReport } from "./pipeline/report.server.ts";
import { pipelineText } from "./pipeline/text.ts";

/** Every report by its key: how its parameters are read, how it is made, how a terminal shows it. JSON is the report itself. */
export const reports = {
  pipeline: { params: pipelineParams, load: pipelineReport, text: pipelineText },
} as const;
