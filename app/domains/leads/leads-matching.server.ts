import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { localDaysBetween, within } from "#app/db/local-time.ts";
import { leads, mentees } from "#schema";
import { type LeadFilter, normaliseLeadFilter, unknownSource } from "./lead-filter.ts";
import { rankOf } from "./lead-status.ts";

/**
 * The condition on `leads` that a filter means: the one for lists, counts, exports and reports, so that they agree.
 * @param timeZone IANA; the organization's, in which the filter's dates begin and end
 */
export function leadsMatching(filter: LeadFilter, timeZone: string): SQL {
  const normal = normaliseLeadFilter(filter);
  const { status, source, from, to, wonFrom, wonTo, reached, value, daysToWin, mentee, cohort } = normal;
  const conditions = and(
    isNull(leads.deletedAt),
    // By rank, never by the enum: row-level security would keep it from any index.
    status && inArray(leads.statusRank, status.map(rankOf)),
    source && fromSource(source),
    within(leads.enteredAt, { from, to }, timeZone),
    within(leads.wonAt, { from: wonFrom, to: wonTo }, timeZone),
    reached && sql`${leads.reachedRank} >= ${rankOf(reached)}::smallint`,
    value && (value === "declared" ? isNotNull(leads.value) : isNull(leads.value)),
    daysToWin && tookDays(daysToWin, timeZone),
    mentee ? eq(leads.menteeId, mentee) : undefined,
    cohort ? ofCohort(cohort) : undefined,
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

const ofCohort = (cohort: string) =>
  sql`${leads.menteeId} in (select ${mentees.id} from ${mentees} where ${mentees.cohortId} = ${cohort})`;

function tookDays(which: "measured" | "negative", timeZone: string): SQL {
  const days = localDaysBetween(leads.enteredAt, leads.wonAt, timeZone);
  return which === "measured" ? sql`${days} >= 0` : sql`${days} < 0`;
}
