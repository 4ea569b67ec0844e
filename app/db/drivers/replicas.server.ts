import type { PoolClient } from "pg";
import type { Database } from "../database.ts";
import { asLsn, type LogPosition } from "../log-position.ts";
import { DatabaseUnavailableError } from "../unavailable.ts";
import { NotAdmittedError, openPostgres, type PostgresDatabase } from "./postgres.server.ts";

/** Who answered a read that a replica might have answered; or a replica that failed, and is left alone for a while. */
export type ReplicaEvent =
  | { readonly type: "answered" | "behind" | "resting" }
  | { readonly type: "failed"; readonly error: unknown };

export interface ReplicaOptions {
  poolSize?: number;
  /** Must not throw. */
  onEvent?: ((event: ReplicaEvent) => void) | undefined;
}

/** Milliseconds. A replica that is slower than this is worse than none: the primary is asked, and it is tried again later. */
const times = { connect: 1_000, look: 250, statement: 5_000, rest: 1_000, longestRest: 30_000 };

/**
 * Puts replicas beside a primary. One of them answers a batch that says what it must see, if it has replayed that; for whatever
 * reason it does not, the primary answers. All else goes to the primary.
 */
export function withReplicas(
  primary: PostgresDatabase,
  urls: readonly string[],
  { poolSize = 10, onEvent = () => {} }: ReplicaOptions = {},
): Database {
  const replicas = urls.map((url) => openReplica(url, poolSize));
  let turns = 0;
  return {
    ...primary,
    async readBatch(scope, build, seen) {
      const replica = seen === undefined ? undefined : replicas[turns++ % replicas.length];
      if (replica === undefined) return primary.readBatch(scope, build);
      if (replica.rests()) {
        onEvent({ type: "resting" });
        return primary.readBatch(scope, build);
      }
      try {
        const answer = await replica.database.readBatch(scope, build, seen);
        replica.noteWell();
        onEvent({ type: "answered" });
        return answer;
      } catch (error) {
        if (error instanceof NotAdmittedError) onEvent({ type: "behind" });
        else {
          replica.noteFailed(error);
          onEvent({ type: "failed", error });
        }
        return primary.readBatch(scope, build);
      }
    },
    close: async () => {
      await Promise.all([primary, ...replicas.map(({ database }) => database)].map((each) => each.close()));
    },
  };
}

function openReplica(url: string, poolSize: number) {
  const options = { poolSize, patienceMs: times.connect, statementMs: times.statement };
  let rest = 0;
  let until = 0;
  return {
    database: openPostgres(url, { ...options, admit: hasReplayed }),
    rests: () => performance.now() < until,
    noteWell() {
      rest = 0;
    },
    /** What a statement of a healthy server got wrong, a conflict with what is replayed included, is no reason to rest. */
    noteFailed(error: unknown) {
      if (!isOut(error)) return;
      rest = Math.min(rest === 0 ? times.rest : rest * 2, times.longestRest);
      until = performance.now() + rest;
    },
  };
}

/**
 * A statement and a transaction of its own, before the batch's begins: within it, the snapshot would be taken first, and what is
 * replayed between the two would count as seen and not be. What is replayed is not undone, so the later snapshot has it.
 */
async function hasReplayed(client: PoolClient, seen: LogPosition | undefined): Promise<boolean> {
  const { rows } = await client.query<{ seen: boolean }>({
    text: "select coalesce(pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as seen",
    values: [asLsn(seen ?? "FFFFFFFFFFFFFFFF")],
    query_timeout: times.look,
  } as { text: string; values: string[] });
  return rows[0]?.seen === true;
}

/** Whether the server, not the statement, is what failed: classes 08, 53 and 57 of Postgres's codes, or no code at all. */
function isOut(error: unknown): boolean {
  if (error instanceof DatabaseUnavailableError) return true;
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  const said = code ?? cause?.code;
  return said === undefined || !/^[0-9A-Z]{5}$/.test(said) || /^(08|53|57)/.test(said);
}
