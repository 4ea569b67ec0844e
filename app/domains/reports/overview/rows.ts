import type { LeadFilter } from "../../leads/lead-filter.ts";
import type { Period } from "../../period.ts";
import type { OverviewFigure } from "./summarize.ts";

/** The leads that a figure of a stretch of time counts. */
export function rowsOf(figure: OverviewFigure, { from, to }: Period): LeadFilter {
  const won: LeadFilter = { status: ["won"], wonFrom: from, wonTo: to };
  switch (figure) {
    case "entered":
      return { from, to };
    case "won":
      return won;
    case "wonValue":
      return { ...won, value: "declared" };
    case "daysMedian":
      return { ...won, daysToWin: "measured" };
  }
}
