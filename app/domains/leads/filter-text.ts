import type { I18n } from "#app/i18n/index.ts";
import { periodText } from "../period-text.ts";
import { type LeadFilter, normaliseLeadFilter, unknownSource } from "./lead-filter.ts";

/** Whose leads a filter means, by name; nothing where this person sees nobody of that id. */
export interface FilteredNames {
  mentee?: string | undefined;
  cohort?: string | undefined;
}

/** Which leads a filter means, in words: "Status: Won, Lost · Entered: Since May 1, 2026"; undefined where it means all of them. */
export function leadFilterText(
  filter: LeadFilter,
  { m, f }: Pick<I18n, "m" | "f">,
  names: FilteredNames = {},
): string | undefined {
  const normal = normaliseLeadFilter(filter);
  const { status, source, from, to, wonFrom, wonTo, reached, value, daysToWin, mentee, cohort } = normal;
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
    [m.people.mentee, mentee && (names.mentee ?? m.common.unknown)],
    [m.people.cohort, cohort && (names.cohort ?? m.common.unknown)],
  ];
  const said = conditions.flatMap(([what, which]) => (which === undefined ? [] : [`${what}: ${which}`]));
  return said.length === 0 ? undefined : said.join(" · ");
}
