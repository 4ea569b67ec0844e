import type { LeadFilter } from "../../leads/lead-filter.ts";
import type { Period } from "../../period.ts";
import type { OverviewFigure } from "./summarize.ts";

/**
 * The leads behind a figure of a stretch of time, by the rule of the pipeline report's rows: those that it counts, adds up or is
 * computed from. A comparison has those of the stretch that it compares with.
 */
export function rowsOf(figure: OverviewFigure | "wonUndeclared", { from, to }: Period): LeadFilter {
  const won: LeadFilter = { status: ["won"], wonFrom: from, wonTo: to };
  switch (figure) {
    case "entered":
      return { from, to };
    case "won":
      return won;
    case "wonValue":
      return { ...won, value: "declared" };
    case "wonUndeclared":
      return { ...won, value: "undeclared" };
    case "daysMedian":
      return { ...won, daysToWin: "measured" };
  }
}
