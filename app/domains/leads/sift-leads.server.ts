import { eq, type SQL, sql } from "drizzle-orm";
import type { Read } from "#app/db/database.ts";
import { leads, mentees } from "#schema";
import { type LeadFilter, normaliseLeadFilter } from "./lead-filter.ts";
import { among, type KnownOfFilter, leadsMatching } from "./leads-matching.server.ts";
import { searchWords } from "./search-words.ts";

export interface SiftArgs {
  filter: LeadFilter;
  /** IANA; the organization's. */
  timeZone: string;
  /** The local date that days without an interaction are counted from; else the database's clock says. */
  today?: string | undefined;
  /** Leads that a search may find by its index; where there are more, they are met often enough in any order. */
  mostFound: number;
}

/**
 * The condition of `leadsMatching`, for a statement that has to be fast among a million leads: what only an index knows, or tells the planner
 * how much to expect, is looked up first. Without such a condition nothing is read.
 */
export async function siftLeads(read: Read, { filter, timeZone, today, mostFound }: SiftArgs): Promise<SQL> {
  const { q, cohort } = normaliseLeadFilter(filter);
  const words = q ? searchWords(q) : [];
  if (words.length === 0 && !cohort) return leadsMatching(filter, timeZone, { today });
  const [found, inCohort] = await read((db) => [
    db.execute<{ ids: string[] | null }>(
      words.length === 0
        ? sql`select null::text[] as ids`
        : sql`select placar_find_leads(array[${sql.join(words, sql`, `)}]::text[], ${mostFound}::int)::text[] as ids`,
    ),
    db
      .select({ id: mentees.id })
      .from(mentees)
      .where(cohort ? eq(mentees.cohortId, cohort) : sql`false`),
  ]);
  const known: KnownOfFilter = { today, ...(cohort && { menteesOfCohort: inCohort.map(({ id }) => id) }) };
  const condition = leadsMatching(filter, timeZone, known);
  const ids = found.rows[0]?.ids;
  return ids ? sql`${among(leads.id, ids)} and ${condition}` : condition;
}
