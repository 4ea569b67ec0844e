import { and, desc, eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant, localDate } from "#app/db/local-time.ts";
import { cohorts, menteeMoves, mentees, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { MenteeFacts } from "./mentee-facts.ts";

/** One cohort that a mentee has been in. */
export interface MenteeStay {
  id: number;
  cohortId: string;
  /** Null where this person does not see that cohort. */
  cohortName: string | null;
  /** Local date since which it was in it; null for the first, in which it was since it joined. */
  since: string | null;
}

export interface MenteeDetails extends MenteeFacts {
  id: string;
  cohortName: string;
  /** Who signs in for it. */
  userName: string | null;
  archived: boolean;
  /** When it was last written, so that two people editing at once are told. */
  version: string;
  /** The present cohort first. */
  stays: MenteeStay[];
}

export interface MenteeArgs {
  menteeId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** A mentee with the cohorts it has been in; null where there is none, or none that this person may see. */
export const getMentee = declareQuery({
  name: "mentees.get",
  scope: "organization",
  permission: "mentees.read",
  tags: ({ organizationId }) => [
    tags.mentees(organizationId),
    tags.cohorts(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, { menteeId, timeZone }: MenteeArgs): Promise<MenteeDetails | null> => {
    const [[mentee], stays] = await read((db) => [
      db
        .select({
          id: mentees.id,
          businessName: mentees.businessName,
          cohortId: mentees.cohortId,
          cohortName: cohorts.name,
          joinedOn: mentees.joinedOn,
          userId: mentees.userId,
          userName: users.name,
          archived: sql<boolean>`${mentees.deletedAt} is not null`,
          version: isoInstant(mentees.updatedAt),
        })
        .from(mentees)
        .innerJoin(
          cohorts,
          and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
        )
        .leftJoin(users, eq(users.id, mentees.userId))
        .where(eq(mentees.id, menteeId)),
      db
        .select({
          id: menteeMoves.id,
          cohortId: menteeMoves.toCohortId,
          cohortName: cohorts.name,
          since: sql<
            string | null
          >`case when ${menteeMoves.fromCohortId} is not null then ${localDate(menteeMoves.createdAt, timeZone)} end`,
        })
        .from(menteeMoves)
        .leftJoin(
          cohorts,
          and(eq(cohorts.organizationId, menteeMoves.organizationId), eq(cohorts.id, menteeMoves.toCohortId)),
        )
        .where(eq(menteeMoves.menteeId, menteeId))
        .orderBy(desc(menteeMoves.id)),
    ]);
    return mentee ? { ...mentee, stays } : null;
  },
});
