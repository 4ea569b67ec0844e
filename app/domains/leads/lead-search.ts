import { z } from "zod";
import { sortedListFields } from "../list-search.ts";
import { isLocalDate } from "../local-date.ts";
import { mostMinorUnits } from "./forms.ts";
import {
  defaultLeadSort,
  type LeadFilter,
  type LeadSort,
  leadSorts,
  longestQuiet,
  noOwner,
  normaliseLeadFilter,
} from "./lead-filter.ts";
import { leadStatuses, pipelineStages } from "./lead-status.ts";
import { longestSearch } from "./search-words.ts";

const localDate = z.string().refine(isLocalDate, "date").optional();

const id = z.uuid().toLowerCase().optional();

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().max(most))
    .optional();

const filterFields = z.object({
  q: z.string().max(longestSearch).optional(),
  status: z.array(z.enum(leadStatuses)).max(50).optional(),
  source: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^\P{Cc}*$/u),
    )
    .max(200)
    .optional(),
  from: localDate,
  to: localDate,
  wonFrom: localDate,
  wonTo: localDate,
  reached: z.enum(pipelineStages).optional(),
  value: z.enum(["declared", "undeclared"]).optional(),
  valueFrom: wholeNumber(mostMinorUnits),
  valueTo: wholeNumber(mostMinorUnits),
  quiet: wholeNumber(longestQuiet),
  daysToWin: z.enum(["measured", "negative"]).optional(),
  owner: z.literal(noOwner).or(z.uuid().toLowerCase()).optional(),
  tag: id,
  mentee: id,
  cohort: id,
});

const listFields = filterFields.extend({
  ...sortedListFields(leadSorts, defaultLeadSort),
  /** How many there are in all is counted only for whoever asks. */
  count: z.literal("1").optional(),
});

/** What the address of the list asks for. */
export interface LeadSearch {
  filter: LeadFilter;
  sort: LeadSort;
  after: string | undefined;
  before: string | undefined;
  count: boolean;
}

/** The search parameters of the list; blank ones must have been left out before. */
export const leadSearch = listFields.transform(
  ({ sort, dir, after, before, count, ...filter }): LeadSearch => ({
    filter: normaliseLeadFilter(filter),
    sort: { by: sort, direction: dir },
    after,
    before,
    count: count !== undefined,
  }),
);

const repeatable = new Set(["status", "source"]);

/**
 * The filter in the list's search parameters; others and blank ones are passed over.
 * @throws ZodError for a value that no filter has: to show other rows than were asked for would be worse
 */
export function parseLeadFilter(search: URLSearchParams): LeadFilter {
  const given: Record<string, string | string[]> = {};
  for (const name of Object.keys(filterFields.shape)) {
    const values = search.getAll(name).filter((value) => value !== "");
    const [first] = values;
    if (first !== undefined) given[name] = repeatable.has(name) ? values : first;
  }
  return normaliseLeadFilter(filterFields.parse(given));
}
