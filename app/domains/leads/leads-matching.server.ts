import {
  type AnyColumn,
  and,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { daysBefore, localDaysBetween, within } from "#app/db/local-time.ts";
import { leads, mentees } from "#schema";
import { type LeadFilter, normaliseLeadFilter, unknownSource } from "./lead-filter.ts";
import { rankOf } from "./lead-status.ts";
import { searchWords } from "./search-words.ts";

/** What whoever asks knows already; the same leads either way. */
export interface KnownOfFilter {
  /** The local date; otherwise the database's clock says. */
  today?: string | undefined;
  /** Ids of the mentees that are in the filter's cohort: with them the planner can tell how many leads these have. */
  menteesOfCohort?: readonly string[] | undefined;
}

/**
 * The condition on `leads` that a filter means: the one for lists, counts, exports and reports, so that they agree.
 * @param timeZone IANA; the organization's, in which the filter's dates begin and end
 * @param known what need not be looked up
 */
export function leadsMatching(filter: LeadFilter, timeZone: string, known: KnownOfFilter = {}): SQL {
  const normal = normaliseLeadFilter(filter);
  const { q, status, source, from, to, wonFrom, wonTo, reached, daysToWin, mentee, cohort } = normal;
  const { value, valueFrom, valueTo, quiet } = normal;
  const conditions = and(
    isNull(leads.deletedAt),
    // By rank, never by the enum: row-level security would keep it from any index.
    status && inArray(leads.statusRank, status.map(rankOf)),
    source && fromSource(source),
    within(leads.enteredAt, { from, to }, timeZone),
    within(leads.wonAt, { from: wonFrom, to: wonTo }, timeZone),
    reached && sql`${leads.reachedRank} >= ${rankOf(reached)}::smallint`,
    value && (value === "declared" ? isNotNull(leads.value) : isNull(leads.value)),
    valueFrom === undefined ? undefined : gte(leads.value, valueFrom),
    valueTo === undefined ? undefined : lte(leads.value, valueTo),
    daysToWin && tookDays(daysToWin, timeZone),
    mentee ? eq(leads.menteeId, mentee) : undefined,
    cohort ? ofCohort(cohort, known) : undefined,
    quiet === undefined ? undefined : quietSince(daysBefore(known.today, quiet, timeZone)),
    q ? saying(searchWords(q)) : undefined,
  );
  return conditions ?? sql`true`;
}

/** A lead's source as the address and the reports name it. */
export const sourceKey: SQL<string> = sql<string>`coalesce(${leads.source}, ${sql.raw(`'${unknownSource}'`)})`;

function fromSource(sources: readonly string[]): SQL | undefined {
  const named = inArray(leads.source, [...sources]);
  // A file may call it "unknown" by name.
  return sources.includes(unknownSource) ? or(isNull(leads.source), named) : named;
}

function ofCohort(cohort: string, { menteesOfCohort }: KnownOfFilter): SQL {
  if (menteesOfCohort) return among(leads.menteeId, menteesOfCohort);
  return sql`${leads.menteeId} in (select ${mentees.id} from ${mentees} where ${mentees.cohortId} = ${cohort})`;
}

/** One of these ids, as one parameter however many there are. */
export const among = (column: AnyColumn, ids: readonly string[]): SQL =>
  sql`${column} = any (${`{${ids.join()}}`}::uuid[])`;

/** Nothing happened on or after this instant: neither an interaction nor the entry itself. */
const quietSince = (instant: SQL) =>
  and(
    lt(leads.enteredAt, instant),
    or(isNull(leads.lastInteractionAt), lt(leads.lastInteractionAt, instant)),
  );

/**
 * Every word stands in the lead's search text. `coalesce` says to the planner, which row-level security keeps from looking at the
 * statistics, "every second row" in place of "next to none": it then reads in the list's order. Where that takes too long,
 * {@link findByWords} knows the ids.
 */
function saying(words: readonly string[]): SQL {
  const contained = words.map((word) => sql`${leads.searchText} like placar_search_pattern(${word})`);
  return sql`coalesce(${and(...contained) ?? sql`true`}, false)`;
}

function tookDays(which: "measured" | "negative", timeZone: string): SQL {
  const days = localDaysBetween(leads.enteredAt, leads.wonAt, timeZone);
  return which === "measured" ? sql`${days} >= 0` : sql`${days} < 0`;
}
