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
  const parsed = job.data.parse(data);
  const queue = openQueue(statementsIn(tx));
  // No runner has ever prepared it, nor may run before the commit.
  if (!(await queue.getQueue(job.name))) await addQueue(queue, job);
  return queue.send(job.name, parsed as object | null, {
    ...(job.key && { singletonKey: job.key(parsed) }),
    ...(startAfter && { startAfter }),
  });
}
