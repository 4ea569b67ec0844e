import type { LeadStatus } from "#schema";
import { addressOf, type SearchValues, searchOf } from "../address.ts";
import { type ListPlace, type Sort, sortValues } from "../list-search.ts";
import { endsBeforeItBegins } from "../local-date.ts";
import { leadStatuses } from "./lead-status.ts";
import { searchText } from "./search-words.ts";

/** How the address names leads that nobody works. */
export const noOwner = "none";

/** How the address, and every report, names the source that nobody knows. */
export const unknownSource = "unknown";

/**
 * Which leads: what the list shows, a count counts, a report's figure links to. Everything that is set must hold; an empty filter
 * is all leads. Dates are local dates "YYYY-MM-DD", both ends inclusive.
 */
export interface LeadFilter {
  /** What is looked for in name, e-mail and phone: every word of it, whatever its accents and its case. */
  q?: string | undefined;
  /** Any of these. */
  status?: readonly LeadStatus[] | undefined;
  /** Any of these; `unknown` stands for no source. */
  source?: readonly string[] | undefined;
  /** Entered from … to. */
  from?: string | undefined;
  to?: string | undefined;
  wonFrom?: string | undefined;
  wonTo?: string | undefined;
  /** The furthest stage passed is at least this one: a won lead passed all of them, a lost one those it got to. */
  reached?: Exclude<LeadStatus, "lost"> | undefined;
  value?: "declared" | "undeclared" | undefined;
  /** At least, at most: minor units of the organization's currency. */
  valueFrom?: number | undefined;
  valueTo?: number | undefined;
  /** So many days without an interaction: the last one, or where there is none the entry, lies further back. */
  quiet?: number | undefined;
  /** Won on the day they entered or later, so that the days it took can be told; or on a day before, which no clock explains. */
  daysToWin?: "measured" | "negative" | undefined;
  /** Worked by this member, by user id; `none` stands for nobody. */
  owner?: string | undefined;
  /** Marked with this tag, by id. */
  tag?: string | undefined;
  /** Of this mentee, by id. */
  mentee?: string | undefined;
  /** Of the mentees that are in this cohort now, by id. */
  cohort?: string | undefined;
}

/** Days without an interaction at most: ten years. */
export const longestQuiet = 3_650;

export const leadSorts = ["entered", "value", "stage", "interaction"] as const;

export type LeadSort = Sort<(typeof leadSorts)[number]>;

export const defaultLeadSort: LeadSort = { by: "entered", direction: "desc" };

/** The same filter written in one way only: nothing blank, nothing that admits every lead, no repetition, in a fixed order. */
export function normaliseLeadFilter(filter: LeadFilter): LeadFilter {
  const status = leadStatuses.filter((each) => filter.status?.includes(each));
  const source = [...new Set(filter.source)].filter((each) => each !== "").sort();
  const q = searchText(filter.q ?? "");
  const { from, to, wonFrom, wonTo, reached, value, valueFrom, valueTo, quiet } = filter;
  const { daysToWin, owner, tag, mentee, cohort } = filter;
  return {
    ...(q !== "" && { q }),
    ...(status.length > 0 && status.length < leadStatuses.length && { status }),
    ...(source.length > 0 && { source }),
    ...(from && { from }),
    ...(to && { to }),
    ...(wonFrom && { wonFrom }),
    ...(wonTo && { wonTo }),
    ...(reached && reached !== "new" && { reached }),
    ...(value && { value }),
    ...(valueFrom !== undefined && { valueFrom }),
    ...(valueTo !== undefined && { valueTo }),
    ...(quiet !== undefined && { quiet }),
    ...(daysToWin && { daysToWin }),
    ...(owner && { owner }),
    ...(tag && { tag }),
    ...(mentee && { mentee }),
    ...(cohort && { cohort }),
  };
}

/** What one condition of a filter consists of: both ends of a range are one. */
export const leadConditions = [
  ["q"],
  ["status"],
  ["source"],
  ["from", "to"],
  ["wonFrom", "wonTo"],
  ["reached"],
  ["value"],
  ["valueFrom", "valueTo"],
  ["quiet"],
  ["daysToWin"],
  ["owner"],
  ["tag"],
  ["mentee"],
  ["cohort"],
] as const satisfies readonly (readonly (keyof LeadFilter)[])[];

export type LeadCondition = (typeof leadConditions)[number];

/** The conditions that a filter sets. */
export function conditionsSet(filter: LeadFilter): LeadCondition[] {
  const normal = normaliseLeadFilter(filter);
  return leadConditions.filter((fields) => fields.some((field) => normal[field] !== undefined));
}

/** How many of the filter's conditions are set; a range counts as one. */
export const conditionsIn = (filter: LeadFilter): number => conditionsSet(filter).length;

/** The filter without one of its conditions. */
export function withoutCondition(filter: LeadFilter, condition: LeadCondition): LeadFilter {
  const taken: readonly string[] = condition;
  return Object.fromEntries(Object.entries(filter).filter(([field]) => !taken.includes(field)));
}

/** The ends of its ranges that lie before their beginnings: no lead can be in these, whatever else is asked for. */
export function reversedEnds(filter: LeadFilter): ("to" | "wonTo" | "valueTo")[] {
  const { from, to, wonFrom, wonTo, valueFrom, valueTo } = filter;
  return [
    ...(endsBeforeItBegins({ from, to }) ? ["to" as const] : []),
    ...(endsBeforeItBegins({ from: wonFrom, to: wonTo }) ? ["wonTo" as const] : []),
    ...(valueFrom !== undefined && valueTo !== undefined && valueTo < valueFrom ? ["valueTo" as const] : []),
  ];
}

/** Filter and sort as search parameters, normalised: the same leads in the same order have one address. */
export const leadSearchParams = (filter: LeadFilter, sort?: LeadSort): URLSearchParams =>
  searchOf(valuesOf(filter, sort));

function valuesOf(filter: LeadFilter, sort = defaultLeadSort): SearchValues {
  const { valueFrom, valueTo, quiet, ...texts } = normaliseLeadFilter(filter);
  return {
    ...texts,
    valueFrom: valueFrom?.toString(),
    valueTo: valueTo?.toString(),
    quiet: quiet?.toString(),
    ...sortValues(sort, defaultLeadSort),
  };
}

/** Where in a list, and whether all of it is to be counted. */
export interface LeadListPlace extends ListPlace {
  count?: boolean;
}

/** The address of exactly these leads in the list. Every figure that counts leads links here. */
export function leadsUrl(
  slug: string,
  filter: LeadFilter = {},
  sort?: LeadSort,
  { count = false, ...place }: LeadListPlace = {},
): string {
  return addressOf(`/o/${slug}/leads`, { ...valuesOf(filter, sort), ...place, count: count ? "1" : "" });
}

/** The address of one lead's page. */
export function leadUrl(slug: string, leadId: string): string {
  return `/o/${slug}/leads/${leadId}`;
}

/** Where interactions with a lead are written down. */
export function interactionsUrl(slug: string, leadId: string): string {
  return `${leadUrl(slug, leadId)}/interactions`;
}

/** The address of one interaction with a lead, where it is changed. */
export function interactionUrl(slug: string, leadId: string, interactionId: string): string {
  return `${interactionsUrl(slug, leadId)}/${interactionId}`;
}

/**
 * Where one of the members is chosen whose leads are to be shown.
 * @param on where they are shown; the list unless given
 */
export function ownersUrl(slug: string, filter: LeadFilter, sort?: LeadSort, on?: "board"): string {
  return addressOf(`/o/${slug}/leads/owners`, { ...valuesOf({ ...filter, owner: undefined }, sort), on });
}

/** The address of the leads in the bin. */
export function binUrl(slug: string): string {
  return `/o/${slug}/leads/bin`;
}
