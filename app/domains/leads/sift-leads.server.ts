import { eq, type SQL, sql } from "drizzle-orm";
import type { Read } from "#app/db/database.ts";
import { leads, leadTags, mentees } from "#schema";
import { type LeadFilter, normaliseLeadFilter } from "./lead-filter.ts";
import { among, leadsMatching } from "./leads-matching.server.ts";
import { searchWords } from "./search-words.ts";

export interface SiftArgs {
  filter: LeadFilter;
  /** IANA; the organization's. */
  timeZone: string;
  /** The local date that days without an interaction are counted from; else the database's clock says. */
  today?: string | undefined;
  /** Leads that a search, or a tag, may gather by its index; where there are more, they are met often enough in any order. */
  mostFound: number;
  /** As many as may be gathered by when they were won: a list in order of entry would read past all that came in since. None, for a count. */
  mostWon?: number | undefined;
}

/**
 * The condition of `leadsMatching`, for a statement that has to be fast among a million leads: what only an index knows, or tells the planner
 * how much to expect, is looked up first. Without such a condition nothing is read.
 */
export async function siftLeads(read: Read, args: SiftArgs): Promise<SQL> {
  const { filter, timeZone, today, mostFound, mostWon = 0 } = args;
  const { q, tag, cohort, wonFrom, wonTo, daysToWin } = normaliseLeadFilter(filter);
  const words = q ? searchWords(q) : [];
  const wonEarly = daysToWin === "negative" ? ({ daysToWin } as const) : undefined;
  const won =
    mostWon > 0 && (wonFrom || wonTo || wonEarly)
      ? leadsMatching({ wonFrom, wonTo, ...wonEarly }, timeZone)
      : undefined;
  if (words.length === 0 && !tag && !cohort && !won) return leadsMatching(filter, timeZone, { today });
  const none = sql`false`;
  const [found, marked, wins, inCohort] = await read((db) => [
    db.execute<{ ids: string[] | null }>(
      words.length === 0 ? sql`select null::text[] as ids` : find(words, mostFound),
    ),
    db
      .select({ id: leadTags.leadId })
      .from(leadTags)
      .where(tag ? eq(leadTags.tagId, tag) : none)
      .limit(mostFound + 1),
    db
      .select({ id: leads.id })
      .from(leads)
      .where(won ?? none)
      .limit(mostWon + 1),
    db
      .select({ id: mentees.id })
      .from(mentees)
      .where(cohort ? eq(mentees.cohortId, cohort) : none),
  ]);
  const gathered = [
    found.rows[0]?.ids,
    tag && marked.length <= mostFound ? idsOf(marked) : null,
    won && wins.length <= mostWon ? idsOf(wins) : null,
  ].flatMap((ids) => (ids ? [ids] : []));
  const [fewest] = gathered.toSorted((one, other) => one.length - other.length);
  const condition = leadsMatching(filter, timeZone, {
    today,
    ...(cohort && { menteesOfCohort: idsOf(inCohort) }),
    eachLead: true,
  });
  return fewest ? sql`${among(leads.id, fewest)} and ${condition}` : condition;
}

const find = (words: readonly string[], most: number) =>
  sql`select placar_find_leads(array[${sql.join([...words], sql`, `)}]::text[], ${most}::int)::text[] as ids`;

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
