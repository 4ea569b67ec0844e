import type { PoolUse, Transaction } from "../database.ts";
import { insideTransaction } from "../database.ts";
import { type Scope, scopeSettings } from "../scope.ts";
import { DatabaseUnavailableError } from "../unavailable.ts";

/** What node-postgres' pool and Neon's have in common. */
export interface PooledClient {
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
  release(destroy?: boolean): void;
}

/** What both pools tell of their connections. */
export const useOf = (pool: { totalCount: number; idleCount: number; waitingCount: number }): PoolUse => ({
  used: pool.totalCount - pool.idleCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
});

/** How long a caller waits for a connection, in milliseconds: for one to become free, or for the server to take a new one. */
export const connectionPatienceMs = 10_000;

interface Pool<Client extends PooledClient> {
  readonly options: { readonly max?: number | undefined };
  connect(): Promise<Client>;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "connect", listener: (client: Client) => void): unknown;
}

/**
 * Lends connections of a pool whose connections may be lost at any time: an error that nobody hears ends the process, whether
 * the connection is idle (told to the pool), lent, or on its way out (told to the client).
 *
 * @returns checks a connection out; throws DatabaseUnavailableError when there is none in time
 */
export function lendFrom<Client extends PooledClient>(pool: Pool<Client>): () => Promise<Client> {
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return async () => {
    try {
      return await pool.connect();
    } catch (cause) {
      throw unavailable(cause, pool.options.max);
    }
  };
}

/** @param max connections of the pool that was asked for one */
function unavailable(cause: unknown, max?: number): DatabaseUnavailableError {
  const { message, code } = reasonOf(cause);
  // What the pool says when the wait is over; it has no code.
  const exhausted = message === "timeout exceeded when trying to connect";
  return new DatabaseUnavailableError(
    exhausted
      ? `None of the ${max} connections to the database became free in time.`
      : `The database cannot be reached: ${message || code}.`,
    { cause },
  );
}

/** What the driver said, below what Drizzle says of a failed statement. */
const reasonOf = (error: unknown) =>
  ((error as { cause?: unknown }).cause ?? error) as { message?: string; code?: string };

/** A Drizzle database on one checked-out connection. */
export interface ConnectionDatabase {
  transaction<T>(
    work: (tx: Transaction) => Promise<T>,
    config?: { isolationLevel: "repeatable read"; accessMode: "read only" },
  ): Promise<T>;
}

/**
 * Runs `work` in a transaction on a connection of its own. A connection that failed (at BEGIN, killed on the way, or at its
 * rollback) is thrown away instead of going back to the pool, and the first error is the one that surfaces.
 */
export async function transactionOn<Client extends PooledClient, T>(
  connect: () => Promise<Client>,
  databaseOn: (client: Client) => ConnectionDatabase,
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
  { command, readOnly = false }: { command?: string | undefined; readOnly?: boolean } = {},
): Promise<T> {
  const client = await connect();
  let begun = false;
  let broken = false;
  let first: unknown;
  const onError = (error: Error) => {
    broken = true;
    first ??= error;
  };
  client.on("error", onError);
  const noticed = async (tx: Transaction) => {
    begun = true;
    try {
      await tx.execute(scopeSettings(scope, command));
      return await work(tx);
    } catch (error) {
      first ??= error;
      throw error;
    }
  };
  try {
    return await insideTransaction(() =>
      databaseOn(client).transaction(
        noticed,
        readOnly ? { isolationLevel: "repeatable read", accessMode: "read only" } : undefined,
      ),
    );
  } catch (error) {
    // Where the work itself did not throw, BEGIN, COMMIT or the rollback did.
    if (first !== error) broken = true;
    throw begun ? (first ?? error) : unavailable(first ?? error);
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
