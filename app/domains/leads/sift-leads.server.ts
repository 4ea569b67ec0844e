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
  /** Whether a page of them is read, in some order, and not all. */
  inOrder?: boolean | undefined;
}

export interface SiftedLeads {
  /** The condition on `leads`. */
  where: SQL;
  /** An index leaves so few that all of them are best looked at and sorted: read in its order, a list could pass by nearly everything. */
  few: boolean;
}

/** Wins that are looked at for one page: where their index knows all that the filter asks, and where it takes the leads themselves. */
const mostWins = { inIndex: 75_000, inTable: 15_000 };

/**
 * The condition of `leadsMatching`, for a statement that has to be fast among a million leads: what only an index knows, or tells the planner
 * how much to expect, is looked up first. Without such a condition nothing is read.
 */
export async function siftLeads(read: Read, args: SiftArgs): Promise<SiftedLeads> {
  const { filter, timeZone, today, mostFound, inOrder = false } = args;
  const { q, tag, cohort, wonFrom, wonTo, daysToWin } = normaliseLeadFilter(filter);
  const words = q ? searchWords(q) : [];
  const wonEarly = daysToWin === "negative" ? ({ daysToWin } as const) : undefined;
  const won =
    inOrder && (wonFrom || wonTo || wonEarly)
      ? leadsMatching({ wonFrom, wonTo, ...wonEarly }, timeZone)
      : undefined;
  if (words.length === 0 && !tag && !cohort && !won) {
    return { where: leadsMatching(filter, timeZone, { today }), few: false };
  }
  const mostWon = words.length === 0 && !tag ? mostWins.inIndex : mostWins.inTable;
  const [{ rows }] = await read((db) => [
    db.execute<LookedUp>(sql`select
      ${words.length > 0 ? find(words, mostFound) : nothing} as found,
      ${tag ? sql`array(select ${leadTags.leadId}::text from ${leadTags} where ${eq(leadTags.tagId, tag)} limit ${mostFound + 1})` : nothing} as marked,
      ${cohort ? sql`array(select ${mentees.id}::text from ${mentees} where ${eq(mentees.cohortId, cohort)})` : nothing} as "inCohort",
      ${won ? sql`(select count(*) from (select from ${leads} where ${won} limit ${mostWon + 1}) as won)::int` : sql`null::int`} as wins`),
  ]);
  const { found, marked, inCohort, wins } = rows[0] ?? {};
  const [fewest] = [found, marked && marked.length <= mostFound ? marked : null]
    .flatMap((ids) => (ids ? [ids] : []))
    .toSorted((one, other) => one.length - other.length);
  const condition = leadsMatching(filter, timeZone, {
    today,
    ...(inCohort && { menteesOfCohort: inCohort }),
    eachLead: true,
  });
  return {
    where: fewest ? sql`${among(leads.id, fewest)} and ${condition}` : condition,
    few: won !== undefined && (wins ?? 0) <= mostWon,
  };
}

/**
 * The condition on `leads` for a page of few: which ones stand on it is told first, by all that an index knows, in one sort; the leads
 * themselves are read for these alone. OFFSET keeps the planner from reading a list's order instead.
 */
export const pageOfFew = (where: SQL | undefined, orderBy: readonly SQL[], limit: number): SQL =>
  sql`${leads.id} = any (array(select ${leads.id} from (select * from ${leads} where ${where} offset 0) as ${leads}
    order by ${sql.join([...orderBy], sql`, `)} limit ${limit}))`;

type LookedUp = {
  found: string[] | null;
  marked: string[] | null;
  inCohort: string[] | null;
  wins: number | null;
};

const nothing = sql`null::text[]`;

const find = (words: readonly string[], most: number) =>
  sql`placar_find_leads(array[${sql.join([...words], sql`, `)}]::text[], ${most}::int)::text[]`;
