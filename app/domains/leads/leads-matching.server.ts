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
import { leads, leadTags, mentees } from "#schema";
import { type LeadFilter, noOwner, normaliseLeadFilter, unknownSource } from "./lead-filter.ts";
import { rankOf } from "./lead-status.ts";
import { searchWords } from "./search-words.ts";

/** What whoever asks knows already; the same leads either way. */
export interface KnownOfFilter {
  /** The local date; otherwise the database's clock says. */
  today?: string | undefined;
  /** Ids of the mentees that are in the filter's cohort: with them the planner can tell how many leads these have. */
  menteesOfCohort?: readonly string[] | undefined;
  /** There are so few leads to look at, or so many that match, that each is best asked whether it is marked. */
  eachLead?: boolean | undefined;
}

/**
 * The condition on `leads` that a filter means: the one for lists, counts, exports and reports, so that they agree.
 * @param timeZone IANA; the organization's, in which the filter's dates begin and end
 * @param known what need not be looked up
 */
export function leadsMatching(filter: LeadFilter, timeZone: string, known: KnownOfFilter = {}): SQL {
  const normal = normaliseLeadFilter(filter);
  const { q, status, source, from, to, wonFrom, wonTo, reached, daysToWin, mentee, cohort } = normal;
  const { value, valueFrom, valueTo, quiet, owner, tag } = normal;
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
    owner ? workedBy(owner) : undefined,
    tag ? markedWith(tag, known) : undefined,
    mentee ? eq(leads.menteeId, mentee) : undefined,
    cohort ? ofCohort(cohort, known) : undefined,
    // Until the end of the day that lies so many days back.
    quiet === undefined ? undefined : quietSince(daysBefore(known.today, quiet - 1, timeZone)),
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

const workedBy = (owner: string) => (owner === noOwner ? isNull(leads.ownerId) : eq(leads.ownerId, owner));

function ofCohort(cohort: string, { menteesOfCohort }: KnownOfFilter): SQL {
  const [only, second] = menteesOfCohort ?? [];
  // Of one alone, the planner sees the order of the index.
  if (only !== undefined && second === undefined) return eq(leads.menteeId, only);
  if (menteesOfCohort) return among(leads.menteeId, menteesOfCohort);
  return sql`${leads.menteeId} in (select ${mentees.id} from ${mentees} where ${mentees.cohortId} = ${cohort})`;
}

function markedWith(tag: string, { eachLead }: KnownOfFilter): SQL {
  if (!eachLead)
    return sql`${leads.id} in (select ${leadTags.leadId} from ${leadTags} where ${eq(leadTags.tagId, tag)})`;
  const onLead = and(
    eq(leadTags.organizationId, leads.organizationId),
    eq(leadTags.leadId, leads.id),
    eq(leadTags.tagId, tag),
  );
  // OFFSET keeps it from becoming a join, which could be read in another order than the list's.
  return sql`exists (select 1 from ${leadTags} where ${onLead} offset 0)`;
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
  if (which === "measured") return sql`${days} >= 0`;
  // The instants say less than the days, but have an index of the few that are so; as bare comparisons they would lead to that of all wins.
  return sql`coalesce(${leads.wonAt} < ${leads.enteredAt}, false) and coalesce(${days} < 0, false)`;
}
