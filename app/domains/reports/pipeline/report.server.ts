import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller } from "../../caller.ts";
import { previousPeriod } from "../../period.ts";
import { loadPipeline } from "./load.server.ts";
import type { PipelineParams } from "./params.ts";
import { type PipelineReport, summarizePipeline } from "./summarize.ts";

/**
 * The pipeline report, loaded and interpreted. A period with both ends has the one before it beside it.
 *
 * @param zone the organization's IANA zone and the local date in it, which says how much of a running period has passed
 */
export async function pipelineReport(
  caller: Caller<OrganizationScope>,
  { from, to, by }: PipelineParams,
  { timeZone, today }: { timeZone: string; today: string },
): Promise<PipelineReport> {
  const period = { from, to };
  const previous = from === undefined || to === undefined ? null : previousPeriod({ from, to }, today);
  const figures = await loadPipeline(caller, { period, previous, by, timeZone });
  return summarizePipeline(figures, { period, previous, by });
}
