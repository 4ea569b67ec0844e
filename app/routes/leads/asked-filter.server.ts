import { redirect } from "react-router";
import { type LeadFilter, type LeadSort, reversedEnds } from "#app/domains/leads/lead-filter.ts";
import { type LeadSearch, leadSearch } from "#app/domains/leads/lead-search.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { type TypedAmounts, typedAmounts } from "./typed-amounts.ts";

interface AskedFilter extends LeadSearch {
  /** Amounts that were typed and are none. */
  wrong: TypedAmounts["wrong"] | undefined;
  /** No lead can be in it. */
  impossible: boolean;
}

/**
 * Which leads an address asks for, or the filter's form.
 * @param addressOf the page with a filter and an order
 * @throws a redirect to the address that people copy: a form sends blank fields along, and amounts as they were typed
 */
export function askedFilter(
  url: URL,
  currency: string,
  addressOf: (filter: LeadFilter, sort: LeadSort) => string,
): AskedFilter {
  const asked = parseSearch(url.searchParams, leadSearch);
  const typed = typedAmounts(url.searchParams, currency);
  const wrong = Object.keys(typed?.wrong ?? {}).length > 0 ? typed?.wrong : undefined;
  const filter = { ...asked.filter, ...typed?.values };
  const fromForm = typed !== undefined || [...url.searchParams.values()].includes("");
  if (fromForm && !wrong) throw redirect(addressOf(filter, asked.sort));
  return { ...asked, filter, wrong, impossible: wrong !== undefined || reversedEnds(filter).length > 0 };
}
