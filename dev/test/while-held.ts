import type { Database, Transaction } from "#app/db/database.ts";
import type { Scope } from "#app/db/scope.ts";
import type { TestDatabase } from "./database.ts";

interface Held<Seen> {
  scope: Scope;
  /** Takes rows in a transaction that lasts until the command waits for them. */
  hold: (tx: Transaction) => Promise<unknown>;
  command: () => Promise<unknown>;
  /** Looks around while the command waits. */
  look?: () => Promise<Seen>;
}

/**
 * Whether a command has to wait for what a transaction holds. The embedded database has one connection, where everything waits.
 * @throws what the command is refused with once it has waited
 */
export async function whileHeld<Seen>(
  { sql }: TestDatabase,
  database: Database,
  { scope, hold, command, look }: Held<Seen>,
): Promise<{ waited: boolean; seen: Seen | undefined }> {
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = database.inTransaction(scope, async (tx) => {
    await hold(tx);
    held.resolve();
    await over.promise;
  });
  await Promise.race([held.promise, holding]);
  let finished = false;
  const running = command().finally(() => {
    finished = true;
  });
  // It may be refused before it is waited for.
  running.catch(() => {});
  const waiting = () =>
    sql("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
  if (database.kind !== "pglite") while (!finished && (await waiting()).length === 0);
  const waited = !finished;
  const seen = await look?.();
  over.resolve();
  await holding;
  await running;
  return { waited, seen };
}
