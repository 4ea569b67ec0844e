import { setTimeout } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "#app/db/database.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import type { Mail } from "#app/mail/open-mail.server.ts";
import type { AnyJob } from "./define-job.ts";
import type { FailedAttempt } from "./perform.server.ts";
import { startWorkers } from "./start-workers.server.ts";

/** Milliseconds between two looks at whether anything is left. */
const pause = 200;

export interface RunDueOptions {
  mail?: Mail | undefined;
  onFailure: (failed: FailedAttempt) => void;
  signal: AbortSignal;
}

/**
 * Enqueues what came due by schedule and runs what is due, until nothing is; what waits for a later time is left.
 * @throws what keeps the queue from being worked on
 */
export async function runDueJobs(
  data: DataLayer,
  jobs: readonly AnyJob[],
  { mail, onFailure, signal }: RunDueOptions,
): Promise<void> {
  let broken: { error: unknown } | undefined;
  const onError = (error: unknown) => {
    broken ??= { error };
  };
  const workers = await startWorkers(data, jobs, {
    mail,
    onFailure,
    onError,
    pollSeconds: 0.5,
    scheduledPollSeconds: 0.5,
  });
  try {
    do await setTimeout(pause, undefined, { signal });
    while (!broken && (workers.busy() || !workers.settled() || (await anyDue(data.database, jobs))));
  } finally {
    await workers.stop();
  }
  if (broken) throw broken.error;
}

/** Whether a job of these, or one that is to be enqueued by schedule, could be taken now. */
async function anyDue(database: Database, jobs: readonly AnyJob[]): Promise<boolean> {
  const names = [...jobs.map(({ name }) => name), scheduleQueue];
  // Within a transaction, which no replica answers.
  const { rows } = await database.inTransaction({ kind: "system" }, (tx) =>
    tx.execute<{ due: boolean }>(dueOf(names)),
  );
  return rows[0]?.due === true;
}

/** The library's own queue, between a schedule and the queue that it is for. */
const scheduleQueue = "__pgboss__send-it";

/** How long an enqueuing by schedule is waited for, should its process have died in the middle. */
const enqueuing = sql`interval '10 seconds'`;

const dueOf = (names: readonly string[]): SQL => sql`select exists (
  select 1 from pgboss.job enqueued
  where enqueued.name = ${scheduleQueue} and enqueued.state = 'active' and enqueued.started_on > now() - ${enqueuing}
) or exists (
  select 1 from pgboss.job waiting
  where waiting.name in ${names} and waiting.state < 'active' and waiting.start_after <= now() and not waiting.blocked
    and not (waiting.policy = 'stately' and exists (
      select 1 from pgboss.job running where running.name = waiting.name and running.state = 'active'
        and coalesce(running.singleton_key, '') = coalesce(waiting.singleton_key, '')))) as due`;
