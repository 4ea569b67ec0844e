import { sql } from "drizzle-orm";
import { seconds } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { type JobCounts, jobCounts } from "#app/jobs/count-jobs.server.ts";

/** How many of one kind are in which state. */
export type CountedJobs = Omit<JobCounts, "oldestSeconds">;

export interface ListedJob {
  id: string;
  name: string;
  state: "created" | "retry" | "active" | "failed";
  /** 1 for the first; of those that wait, the next */
  attempt: number;
  attempts: number;
  createdAt: Date;
  /** Of one that waits, when it is due; of one that has failed, when. */
  at: Date;
  /** Why the last attempt failed. */
  message: string | null;
}

/** As many as an operator reads. */
const listed = 50;

const jobsToShow = sql`select id, name, state::text as state, created_on as "createdAt",
    case state when 'failed' then coalesce(completed_on, created_on) when 'active' then started_on else start_after end as at,
    retry_count + case when state = 'retry' and started_on is not null then 2 else 1 end as attempt,
    retry_limit + 1 as attempts, output->>'message' as message
  from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
  order by state = 'failed' desc, state = 'active' desc, at desc, id limit ${listed}`;

type Stored = Omit<ListedJob, "createdAt" | "at"> & Record<"createdAt" | "at", string>;

/**
 * What the queue looks like: counts by kind of job, and the jobs that are not over, those that failed first. Runners tell no
 * cache what they do, so it is kept for a second alone: for many who look at once.
 */
export const readJobs = declareQuery({
  name: "operator.jobs",
  scope: "system",
  tags: () => [tags.jobs()],
  lifetime: seconds(1, 0),
  load: async (read) => {
    const [queues, jobs] = await read((db) => [
      db.execute<JobCounts & Record<string, unknown>>(jobCounts),
      db.execute<Stored & Record<string, unknown>>(jobsToShow),
    ]);
    return {
      queues: queues.rows.map(({ oldestSeconds: _, ...counts }): CountedJobs => counts),
      jobs: jobs.rows.map(
        (job): ListedJob => ({ ...job, createdAt: new Date(job.createdAt), at: new Date(job.at) }),
      ),
    };
  },
});
