import type { PoolUse, Transaction } from "../database.ts";
import { insideTransaction } from "../database.ts";
import { type Scope, scopeSettings } from "../scope.ts";

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
  let broken = false;
  let first: unknown;
  const onError = (error: Error) => {
    broken = true;
    first ??= error;
  };
  client.on("error", onError);
  const noticed = async (tx: Transaction) => {
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
    throw first ?? error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
