import type { I18n } from "#app/i18n/index.ts";
import { periodText } from "../period-text.ts";
import {
  conditionsSet,
  type LeadCondition,
  type LeadFilter,
  noOwner,
  normaliseLeadFilter,
  unknownSource,
} from "./lead-filter.ts";

/** What the words of a filter cannot be told from it. */
export interface FilteredNames {
  /** ISO 4217; the organization's. */
  currency: string;
  /** Whose leads, by name; nothing where this person sees nobody of that id. */
  owner?: string | undefined;
  tag?: string | undefined;
  mentee?: string | undefined;
  cohort?: string | undefined;
}

export interface ConditionText {
  condition: LeadCondition;
  /** "Status: Won, Lost" */
  text: string;
}

/** Each condition of a filter in words. */
export function leadConditionTexts(
  filter: LeadFilter,
  { m, f }: Pick<I18n, "m" | "f">,
  names: FilteredNames,
): ConditionText[] {
  const normal = normaliseLeadFilter(filter);
  const t = m.leads.filter;
  const { status = [], source = [], reached, value, daysToWin, quiet = 0 } = normal;
  const said: Record<LeadCondition[0], () => [what: string, which: string | undefined]> = {
    q: () => [m.leadList.search, normal.q],
    status: () => [t.status, status.map((each) => m.leads.status[each]).join(", ")],
    source: () => [
      t.source,
      source.map((each) => (each === unknownSource ? m.leads.unknownSource : each)).join(", "),
    ],
    from: () => [m.leads.columns.entered, periodText({ from: normal.from, to: normal.to }, { m, f })],
    wonFrom: () => [m.leads.status.won, periodText({ from: normal.wonFrom, to: normal.wonTo }, { m, f })],
    reached: () => [t.reached, reached && m.leads.status[reached]],
    value: () => [t.value, value && t.values[value]],
    valueFrom: () => [m.leadList.amount, amountsText(normal, { m, f }, names)],
    quiet: () => [m.leadList.lastInteraction, m.leadList.quietFor(quiet)],
    daysToWin: () => [t.daysToWin, daysToWin && t.daysToWins[daysToWin]],
    owner: () => [m.leadList.owner, normal.owner === noOwner ? m.leadList.nobody : names.owner],
    tag: () => [m.leadList.tag, names.tag],
    mentee: () => [m.people.mentee, names.mentee],
    cohort: () => [m.people.cohort, names.cohort],
  };
  return conditionsSet(normal).map((condition) => {
    const [what, which = m.common.unknown] = said[condition[0]]();
    return { condition, text: `${what}: ${which}` };
  });
}

function amountsText(
  { valueFrom, valueTo }: LeadFilter,
  { m, f }: Pick<I18n, "m" | "f">,
  { currency }: FilteredNames,
): string | undefined {
  const [from, to] = [valueFrom, valueTo].map((each) => each !== undefined && f.money(each, currency));
  if (from && to) return m.leadList.amounts.between(from, to);
  if (from) return m.leadList.amounts.from(from);
  return to ? m.leadList.amounts.to(to) : undefined;
}

/** Which leads a filter means, in words: "Status: Won, Lost · Entered: Since May 1, 2026"; undefined where it means all of them. */
export function leadFilterText(
  filter: LeadFilter,
  i18n: Pick<I18n, "m" | "f">,
  names: FilteredNames,
): string | undefined {
  const texts = leadConditionTexts(filter, i18n, names).map(({ text }) => text);
  return texts.length === 0 ? undefined : texts.join(" · ");
}
