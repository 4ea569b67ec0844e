import { type ConstructorOptions, type Db, PgBoss, type Queue } from "pg-boss";
import { queueSchema } from "#app/db/queue-schema.server.ts";
import type { AnyJob } from "./define-job.ts";

/** Seconds without a sign of life after which a runner counts as dead, and its job as to be done again. */
const heartbeatSeconds = 30;

const day = 86_400;

/** The library's handle on the queue; does nothing by itself until it is started. */
export function openQueue(db: Db, options: ConstructorOptions = {}): PgBoss {
  return new PgBoss({
    db,
    schema: queueSchema,
    // The schema is the migration's; here runs the application's role, within transactions.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    // No job of ours waits for another.
    flowIntervalSeconds: 3_600,
    supervise: false,
    schedule: false,
    ...options,
  });
}

const settingsOf = (job: AnyJob): Omit<Queue, "name" | "policy"> => ({
  retryLimit: job.retries.times,
  retryDelay: job.retries.afterSeconds,
  retryBackoff: true,
  retryDelayMax: job.retries.afterSecondsAtMost,
  expireInSeconds: job.expireSeconds,
  heartbeatSeconds,
  retentionSeconds: job.keepDays * day,
  deleteAfterSeconds: job.keepDays * day,
});

export async function addQueue(queue: PgBoss, job: AnyJob): Promise<void> {
  const policy = job.key || job.schedule ? "stately" : "standard";
  await queue.createQueue(job.name, { ...settingsOf(job), policy });
}

/** Brings queues and schedules to what the jobs declare. */
export async function prepareQueues(queue: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const known = new Set((await queue.getQueues()).map(({ name }) => name));
  for (const job of jobs) {
    if (known.has(job.name)) await queue.updateQueue(job.name, settingsOf(job));
    else await addQueue(queue, job);
    // Of what came due while nobody ran, once is enough: each of these catches up.
    if (job.schedule) await queue.schedule(job.name, job.schedule, null, { missed: "once" });
  }
  const scheduled = new Set(jobs.filter(({ schedule }) => schedule).map(({ name }) => name));
  for (const { name, key } of await queue.getSchedules())
    if (!scheduled.has(name)) await queue.unschedule(name, key);
}
