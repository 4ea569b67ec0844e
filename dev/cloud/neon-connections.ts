import pg from "pg";
import { cancelRunning } from "./cancel-request.ts";

/** What an HTTP client may not see more than: a reply of this many bytes, likewise a request. */
export const bodyLimit = 10 * 1024 * 1024;

/** The rows of a reply are more than `bodyLimit` bytes. */
export class ReplyTooLargeError extends Error {}

/** A connection string that names no user. */
export class ConnectionStringError extends Error {}

export interface NeonConnections {
  /**
   * Lends a connection for one request. While `signal` is aborted, what the connection runs is cancelled.
   * State does not pass to the next borrower: the session is discarded, and a connection with an open
   * transaction, or one whose query was cancelled, is dropped.
   */
  use<T>(
    connectionString: string,
    signal: AbortSignal,
    work: (client: pg.ClientBase) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

/** Pools of connections to one server, one pool for each user, password and database that ask. */
export function openConnections(target: { host: string; port: number }): NeonConnections {
  const pools = new Map<string, pg.Pool>();

  function poolFor(connectionString: string): pg.Pool {
    const login = readLogin(connectionString);
    const key = JSON.stringify(login);
    const known = pools.get(key);
    if (known) return known;
    const pool = new pg.Pool({ ...login, ...target, max: 20, idleTimeoutMillis: 10_000 });
    pools.set(key, pool);
    // Both are needed: the pool listens to idle clients only, and an unheard error ends the process.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
    pool.on("remove", () => {
      if (pool.totalCount === 0 && pool.waitingCount === 0 && pools.get(key) === pool) pools.delete(key);
    });
    return pool;
  }

  return {
    async use(connectionString, signal, work) {
      const client = await poolFor(connectionString).connect();
      // Repeated, since a cancel that overtakes its query on the way has no effect.
      let repeat: NodeJS.Timeout | undefined;
      const cancel = () => {
        cancelRunning(client, target);
        repeat = setInterval(() => cancelRunning(client, target), 100);
      };
      signal.addEventListener("abort", cancel, { once: true });
      let drop = false;
      try {
        signal.throwIfAborted();
        return await work(client);
      } catch (error) {
        drop = error instanceof ReplyTooLargeError;
        throw error;
      } finally {
        signal.removeEventListener("abort", cancel);
        clearInterval(repeat);
        if (drop || signal.aborted) client.release(true);
        // Fails inside a transaction. The request need not wait for it.
        else
          client.query("discard all").then(
            () => client.release(),
            () => client.release(true),
          );
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

/** User, password and database of a Neon connection string; the server is ours, whatever host it names. */
function readLogin(connectionString: string): { user: string; password: string; database: string } {
  const url = URL.parse(connectionString);
  const user = url && decodeURIComponent(url.username);
  if (!user) throw new ConnectionStringError("the connection string must name a user");
  const database = decodeURIComponent(url.pathname.slice(1)) || user;
  return { user, password: decodeURIComponent(url.password), database };
}
