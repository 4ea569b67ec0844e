import type { PgBoss } from "pg-boss";
import type { Transaction } from "#app/db/database.ts";
import type { Job } from "./define-job.ts";
import { addQueue, openQueue } from "./open-queue.server.ts";
import { statementsIn } from "./queue-statements.server.ts";

export interface EnqueueOptions {
  /** Not before then. */
  startAfter?: Date;
}

/**
 * Has a job done once the transaction has committed; never where it rolls back.
 * @returns its id; null where one with the same key waits already
 */
export async function enqueue<Data>(
  tx: Transaction,
  job: Job<Data>,
  data: Data,
  { startAfter }: EnqueueOptions = {},
): Promise<string | null> {
  const queue = await queueOf(tx, job);
  const parsed = job.data.parse(data);
  return queue.send(job.name, parsed as object | null, {
    ...keyOf(job, parsed),
    ...(startAfter && { startAfter }),
  });
}

/**
 * Has a job done with each of these, as {@link enqueue} one after the other, in one statement however many they are.
 * @returns how many there are now that were not
 */
export async function enqueueAll<Data extends object>(
  tx: Transaction,
  job: Job<Data>,
  all: readonly Data[],
): Promise<number> {
  if (all.length === 0) return 0;
  const queue = await queueOf(tx, job);
  const jobs = all.map((data) => {
    const parsed = job.data.parse(data);
    return { data: parsed, ...keyOf(job, parsed) };
  });
  return (await queue.insert(job.name, jobs, { returnId: true }))?.length ?? 0;
}

/** No runner need have prepared it yet, nor may one before the commit. */
async function queueOf<Data>(tx: Transaction, job: Job<Data>): Promise<PgBoss> {
  const queue = openQueue(statementsIn(tx));
  if (!(await queue.getQueue(job.name))) await addQueue(queue, job);
  return queue;
}

const keyOf = <Data>(job: Job<Data>, data: Data) => (job.key ? { singletonKey: job.key(data) } : {});
