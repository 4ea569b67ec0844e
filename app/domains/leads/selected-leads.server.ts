import { and, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { leads } from "#schema";
import type { BulkSelection } from "./bulk-selection.ts";
import { leadsMatching } from "./leads-matching.server.ts";

/**
 * The condition on `leads` that a selection means. What is in the bin, or not to be seen, is not among them.
 * @param timeZone IANA; the organization's
 */
export function selectedLeads(selection: BulkSelection, timeZone: string): SQL {
  if ("filter" in selection) return leadsMatching(selection.filter, timeZone);
  const chosen = selection.ids.length === 0 ? sql`false` : inArray(leads.id, [...selection.ids]);
  return and(isNull(leads.deletedAt), chosen) ?? sql`false`;
}
