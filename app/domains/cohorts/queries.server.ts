import { and, asc, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, type PageResult, sortedKeysets } from "#app/db/keyset/index.ts";
import { cohortMentors, cohorts, members, mentees, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { CohortFilter, CohortSort } from "./cohort-list.ts";

export { type CohortDetails, getCohort } from "./get-cohort.server.ts";
export {
  type CohortFigures,
  type LeadFigures,
  loadCohortFigures,
  type MenteeFigures,
} from "./load-cohort-figures.server.ts";

export interface CohortListArgs {
  filter: CohortFilter;
  sort: CohortSort;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface CohortRow {
  id: string;
  name: string;
  /** Local dates; an open end is null. */
  startsOn: string;
  endsOn: string | null;
  /** Not those in the archive. */
  mentees: number;
  /** Names, in alphabetical order; null where there are none. */
  mentors: string | null;
}

const cohortKeyset = sortedKeysets("cohorts", cohorts.id, {
  starts: (direction) => [by(cohorts.startsOn, direction)],
  name: (direction) => [by(cohorts.name, direction)],
});

/**
 * One page of the cohorts that a filter admits.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const browseCohorts = declareQuery({
  name: "cohorts.browse",
  scope: "organization",
  permission: "cohorts.read",
  tags: ({ organizationId }) => [
    tags.cohorts(organizationId),
    tags.mentees(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, args: CohortListArgs, { organizationId }): Promise<PageResult<CohortRow>> => {
    const { filter, sort, after, before, pageSize, cursorSecret } = args;
    const page = cohortKeyset(sort).page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId, { ...filter }],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({
            id: cohorts.id,
            name: cohorts.name,
            startsOn: cohorts.startsOn,
            endsOn: cohorts.endsOn,
            mentees: menteeCount.as("mentees"),
            mentors: mentorNames.as("mentors"),
            ...cursorColumns,
          })
          .from(cohorts)
          .where(and(inState(filter), where)),
      ),
    ]);
    return page.result(rows);
  },
});

const inState = ({ state }: CohortFilter) =>
  state === "archived" ? isNotNull(cohorts.archivedAt) : isNull(cohorts.archivedAt);

const menteeCount = sql<number>`(select count(*)::int from ${mentees} where ${and(
  eq(mentees.organizationId, cohorts.organizationId),
  eq(mentees.cohortId, cohorts.id),
  isNull(mentees.deletedAt),
)})`;

const mentorNames = sql<
  string | null
>`(select string_agg(${users.name}, ', ' order by ${users.name}) from ${cohortMentors}
  join ${members} on ${and(
    eq(members.organizationId, cohortMentors.organizationId),
    eq(members.userId, cohortMentors.userId),
    eq(members.role, "mentor"),
  )}
  join ${users} on ${eq(users.id, cohortMentors.userId)}
  where ${and(eq(cohortMentors.organizationId, cohorts.organizationId), eq(cohortMentors.cohortId, cohorts.id))})`;

export interface CohortChoice {
  id: string;
  name: string;
}

export interface CohortChoicesArgs {
  /** One more, archived or not. */
  including?: string | undefined;
}

/** The cohorts that take mentees, the latest first. */
export const listCohorts = declareQuery({
  name: "cohorts.list",
  scope: "organization",
  permission: "cohorts.read",
  tags: (scope) => [tags.cohorts(scope.organizationId)],
  lifetime: minutes(30),
  load: async (read, { including }: CohortChoicesArgs): Promise<CohortChoice[]> => {
    const [rows] = await read((db) => [
      db
        .select({ id: cohorts.id, name: cohorts.name })
        .from(cohorts)
        .where(or(isNull(cohorts.archivedAt), including ? eq(cohorts.id, including) : undefined))
        .orderBy(desc(cohorts.startsOn), asc(cohorts.name)),
    ]);
    return rows;
  },
});
