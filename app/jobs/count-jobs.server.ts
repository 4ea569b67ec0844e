import { type SQL, sql } from "drizzle-orm";
import type { Database } from "#app/db/database.ts";

/** The jobs of one kind. */
export interface JobCounts {
  name: string;
  /** To be run, now or later, for the first time or again. */
  waiting: number;
  running: number;
  /** For good: they wait for an operator. */
  failed: number;
  completed: number;
  cancelled: number;
  /** For how long the oldest that is due has waited; null where none is due. */
  oldestSeconds: number | null;
}

/** Counts the jobs that are kept, by kind; a statement to be read for a scope. The library's own queues are left out. */
export const jobCounts: SQL = sql`select queue.name,
    count(*) filter (where state in ('created', 'retry'))::int as waiting,
    count(*) filter (where state = 'active')::int as running,
    count(*) filter (where state = 'failed')::int as failed,
    count(*) filter (where state = 'completed')::int as completed,
    count(*) filter (where state = 'cancelled')::int as cancelled,
    extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry') and start_after <= now()))::float8
      as "oldestSeconds"
  from pgboss.queue left join pgboss.job on job.name = queue.name
  where queue.name not like '\\_\\_pgboss%'
  group by queue.name order by queue.name`;

export async function countJobs(database: Database): Promise<JobCounts[]> {
  const [{ rows }] = await database.readBatch({ kind: "system" }, (db) => [
    db.execute<JobCounts & Record<string, unknown>>(jobCounts),
  ]);
  return rows;
}
