import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { within } from "#app/db/local-time.ts";
import { leads, mentees } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import type { Period } from "../period.ts";
import { tags } from "../tags.server.ts";

export interface CohortFiguresArgs {
  cohortId: string;
  /** In which leads were won. */
  period: Period;
  /** IANA; the organization's. */
  timeZone: string;
}

export interface LeadFigures {
  /** All leads, whenever they entered. */
  leads: number;
  /** Minor units, over the leads won in the period whose value is declared; null where leads were won but none declared. */
  wonValue: number | null;
}

export interface MenteeFigures extends LeadFigures {
  id: string;
  businessName: string;
  archived: boolean;
}

export interface CohortFigures {
  /** By name, those in the archive last. */
  mentees: MenteeFigures[];
  /** There are more than are listed. */
  more: boolean;
  /** Of all mentees that are in the cohort now. */
  total: LeadFigures;
}

/** Mentees listed on a cohort's page. */
const most = 100;

/** What the mentees of a cohort have achieved. */
export const loadCohortFigures = declareQuery({
  name: "cohorts.figures",
  scope: "organization",
  permission: "cohorts.read",
  tags: ({ organizationId }) => [tags.leads(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(10),
  load: async (read, args: CohortFiguresArgs): Promise<CohortFigures> => {
    const [listed, [total]] = await read((db) => [byMentee(db, args), inAll(db, args)]);
    return {
      mentees: listed.slice(0, most),
      more: listed.length > most,
      total: total ?? { leads: 0, wonValue: 0 },
    };
  },
});

function figures({ period, timeZone }: CohortFiguresArgs) {
  const won: SQL | undefined = within(leads.wonAt, period, timeZone);
  return {
    leads: sql<number>`count(${leads.id})`.mapWith(Number).as("leads"),
    wonValue: sql<
      number | null
    >`(case when count(*) filter (where ${won}) = 0 then 0 else sum(${leads.value}) filter (where ${won}) end)::bigint`
      .mapWith(Number)
      .as("won_value"),
  };
}

function byMentee(db: StatementBuilder, args: CohortFiguresArgs) {
  const archived = sql<boolean>`${mentees.deletedAt} is not null`;
  return db
    .select({
      id: mentees.id,
      businessName: mentees.businessName,
      archived: archived.as("archived"),
      ...figures(args),
    })
    .from(mentees)
    .leftJoin(
      leads,
      and(
        eq(leads.organizationId, mentees.organizationId),
        eq(leads.menteeId, mentees.id),
        isNull(leads.deletedAt),
      ),
    )
    .where(eq(mentees.cohortId, args.cohortId))
    .groupBy(mentees.id)
    .orderBy(asc(archived), asc(mentees.businessName), asc(mentees.id))
    .limit(most + 1);
}

function inAll(db: StatementBuilder, args: CohortFiguresArgs) {
  return db
    .select(figures(args))
    .from(leads)
    .where(
      and(
        isNull(leads.deletedAt),
        sql`${leads.menteeId} = any (array(select ${mentees.id} from ${mentees} where ${eq(mentees.cohortId, args.cohortId)}))`,
      ),
    );
}
