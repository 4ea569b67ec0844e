import type { DataLayer } from "#app/domains/caller.ts";
import type { Mail } from "#app/mail/open-mail.server.ts";
import type { AnyJob } from "./define-job.ts";
import { openQueue, prepareQueues } from "./open-queue.server.ts";
import { type FailedAttempt, perform } from "./perform.server.ts";
import { statementsOn } from "./queue-statements.server.ts";

export interface WorkerOptions {
  /** For jobs that send e-mails. */
  mail?: Mail | undefined;
  onFailure?: (failed: FailedAttempt) => void;
  /** The queue itself could not be worked on: the database is away, say. It is tried again. */
  onError?: (error: unknown) => void;
  /** Between two looks for jobs, in seconds, at least 0.5. */
  pollSeconds?: number;
  /** The same for jobs that come by schedule: nobody waits for them. */
  scheduledPollSeconds?: number;
  /** Between two looks for jobs whose runner has died, in seconds. */
  superviseSeconds?: number;
}

export interface Workers {
  /** Whether a job is being run. */
  busy(): boolean;
  /** Whether what is due by schedule has been enqueued. */
  settled(): boolean;
  /** Takes no more jobs, waits for those that run, and gives back what is not done in time. */
  stop(): Promise<void>;
}

/** How long running jobs may take to end once the process is told to stop, in milliseconds. */
const patience = 10_000;

/**
 * Runs jobs on the application's own connections until it is stopped. Any number of processes may: each job is taken by one.
 */
export async function startWorkers(
  data: DataLayer,
  jobs: readonly AnyJob[],
  {
    mail,
    onFailure = () => {},
    onError = () => {},
    pollSeconds = 2,
    scheduledPollSeconds = 20,
    superviseSeconds = 30,
  }: WorkerOptions = {},
): Promise<Workers> {
  const queue = openQueue(statementsOn(data.database), {
    supervise: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    schedule: true,
    cronWorkerIntervalSeconds: Math.max(1, scheduledPollSeconds),
  });
  queue.on("error", onError);
  await prepareQueues(queue, jobs);
  await queue.start();
  for (const job of jobs) {
    const pollingIntervalSeconds = job.schedule ? scheduledPollSeconds : pollSeconds;
    const worker = await queue.work(job.name, { pollingIntervalSeconds }, async ([taken]) => {
      if (!taken) return;
      const { signal } = taken;
      try {
        await perform(job, taken, { data, mail, signal }, onFailure);
      } finally {
        // Where there was one there may be more.
        queue.notifyWorker(worker);
      }
    });
  }
  return {
    busy: () => queue.getWipData().some(({ count }) => count > 0),
    settled: () => !queue.isTimekeeping(),
    stop: () => queue.stop({ graceful: true, timeout: patience }),
  };
}
