import { z } from "zod";
import {
  defaultLeadSort,
  type LeadFilter,
  type LeadSort,
  leadSearchParams,
  leadSorts,
} from "../leads/lead-filter.ts";
import { parseLeadFilter } from "../leads/lead-search.ts";
import { sortedListFields } from "../list-search.ts";

const sortFields = z.object(sortedListFields(leadSorts, defaultLeadSort)).pick({ sort: true, dir: true });

/**
 * The filter and the order that the search of an address, or of a view, asks for.
 * @throws ZodError for what no list of leads has
 */
export function readLeadView(text: string): { filter: LeadFilter; sort: LeadSort } {
  const search = new URLSearchParams(text);
  const given = (name: string) => search.get(name) || undefined;
  const { sort, dir } = sortFields.parse({ sort: given("sort"), dir: given("dir") });
  return { filter: parseLeadFilter(search), sort: { by: sort, direction: dir } };
}

/**
 * A search in the one form that the list's address has: no place in the list, nothing blank.
 * @throws ZodError for what no list of leads has
 */
export function leadViewSearch(text: string): string {
  const { filter, sort } = readLeadView(text);
  return leadSearchParams(filter, sort).toString();
}
