import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#app/db/database.ts";
import { brokenUniqueConstraint } from "#app/db/unique-violation.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import { openQueue } from "#app/jobs/open-queue.server.ts";
import { statementsIn } from "#app/jobs/queue-statements.server.ts";
import type { SteerJob } from "./forms.ts";

/** What the library answers, and its types leave out. */
const affected = z.object({ affected: z.number() });

/**
 * Has a job that failed for good tried again or forgotten, or keeps one that waits from being run; one that runs is told to stop.
 * Whoever calls it has made sure that an operator asks.
 * @throws ConflictError where there is no such job in a state for that, any more
 */
export const steerJob = declareCommand({
  name: "operator.steerJob",
  scope: "system",
  touches: () => [tags.jobs()],
  run: async (tx, { job, id, to }: SteerJob) => {
    const queue = openQueue(statementsIn(tx));
    try {
      const known = (await queue.getQueue(job)) && (to !== "discard" || (await hasFailed(tx, job, id)));
      const steer = to === "discard" ? "deleteJob" : to;
      if (known && affected.parse(await queue[steer](job, id)).affected > 0) return;
    } catch (error) {
      // Another of its key waits to be tried again already.
      if (brokenUniqueConstraint(error) === undefined) throw error;
    }
    throw new ConflictError("The job has changed meanwhile.");
  },
});

/** The library forgets a job in any state; one that failed for good is all that may be forgotten. */
async function hasFailed(tx: Transaction, job: string, id: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from pgboss.job where name = ${job} and id = ${id} and state = 'failed' for update`,
  );
  return rows.length > 0;
}
