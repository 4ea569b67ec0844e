import type { I18n } from "#app/i18n/index.ts";
import { periodText } from "../period-text.ts";
import { type LeadFilter, normaliseLeadFilter, unknownSource } from "./lead-filter.ts";

/** Which leads a filter means, in words: "Status: Won, Lost · Entered: Since May 1, 2026"; undefined where it means all of them. */
export function leadFilterText(filter: LeadFilter, { m, f }: Pick<I18n, "m" | "f">): string | undefined {
  const { status, source, from, to, wonFrom, wonTo, reached, value, daysToWin } = normaliseLeadFilter(filter);
  const t = m.leads.filter;
  const period = (of: { from: string | undefined; to: string | undefined }) =>
    of.from || of.to ? periodText(of, { m, f }) : undefined;
  const conditions: [string, string | undefined][] = [
    [t.status, status?.map((each) => m.leads.status[each]).join(", ")],
    [t.source, source?.map((each) => (each === unknownSource ? m.leads.unknownSource : each)).join(", ")],
    [m.leads.columns.entered, period({ from, to })],
    [m.leads.status.won, period({ from: wonFrom, to: wonTo })],
    [t.reached, reached && m.leads.status[reached]],
    [t.value, value && t.values[value]],
    [t.daysToWin, daysToWin && t.daysToWins[daysToWin]],
  ];
  const said = conditions.flatMap(([what, which]) => (which === undefined ? [] : [`${what}: ${which}`]));
  return said.length === 0 ? undefined : said.join(" · ");
}
