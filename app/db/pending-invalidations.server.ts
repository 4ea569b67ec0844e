import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { pendingInvalidations } from "#schema";
import type { Database, Transaction } from "./database.ts";
import { newId } from "./new-id.ts";
import type { Scope } from "./scope.ts";

/** Tag to version, as the cache told it. */
type Versions = Readonly<Record<string, string>>;

/** What is needed of the cache, whichever it is. */
export interface TagStore {
  /** Bumps; answers the versions bumped to, or rejects where the cache cannot be reached. */
  bump(tags: readonly string[]): Promise<Versions>;
  /** Of each of these bumps, whether an older state of the cache has since replaced it. */
  goneBack(bumps: readonly Versions[]): Promise<readonly boolean[]>;
}

export interface PendingInvalidation {
  readonly id: string;
  readonly tags: readonly string[];
}

export interface SweepResult {
  /** Rows whose tags were bumped now: left over by a crash, an unreachable cache, or a write around the commands. */
  bumped: number;
  /** Rows that were looked at again and are done. */
  confirmed: number;
}

/** What was committed and is not through yet, of all instances. */
export interface Backlog {
  rows: number;
  /** Age of the oldest by the database's clock; null without any. */
  oldestSeconds: number | null;
}

export interface PendingInvalidations {
  /** Writes the tags down in the transaction that touches them. */
  record(tx: Transaction, scope: Scope, tags: readonly string[]): Promise<PendingInvalidation | undefined>;
  /** Bumps after the commit. False where the cache could not be reached; the sweep will do it. Never throws. */
  settle(pending: PendingInvalidation): Promise<boolean>;
  /** Bumps what was left over and takes the later look. Any number of instances may sweep at once. */
  sweep(): Promise<SweepResult>;
  /** Bumps everything that was committed and is not bumped yet, whoever claimed it; what a breaker waits for before it closes again. */
  drain(): Promise<void>;
  /** How much is not bumped yet, in one read. */
  backlog(): Promise<Backlog>;
  /** Waits for what `settle` left to be written down. */
  idle(): Promise<void>;
}

export interface SweepTimes {
  /** A row this young still belongs to the process that wrote it, in milliseconds. */
  graceMs: number;
  /** How long a claim holds, in milliseconds: a sweeper that dies delays its rows by this. */
  claimMs: number;
  /** After how long the later look is taken, in milliseconds. */
  lookMs: number;
}

const system = { kind: "system" } as const;
const batch = 200;

/** How much a database holds that no cache was told of. */
export async function backlogOf(database: Database): Promise<Backlog> {
  const [[row]] = await database.readBatch(system, (db) => [
    db
      .select({
        rows: sql`count(*)`.mapWith(Number),
        oldestSeconds: sql`extract(epoch from now() - min(${pendingInvalidations.createdAt}))`.mapWith(
          Number,
        ),
      })
      .from(pendingInvalidations)
      .where(isNull(pendingInvalidations.bumpedAt)),
  ]);
  return { rows: row?.rows ?? 0, oldestSeconds: row?.oldestSeconds ?? null };
}

/** Keeps the cache in step with what was committed, through rows written in the same transactions. */
export function pendingInvalidationsOf(
  database: Database,
  cache: TagStore,
  { graceMs, claimMs, lookMs }: SweepTimes = { graceMs: 1_000, claimMs: 10_000, lookMs: 10_000 },
): PendingInvalidations {
  const ago = (ms: number) => sql`now() - ${`${ms} milliseconds`}::interval`;

  const noting = new Set<Promise<void>>();

  const bump = (rows: readonly PendingInvalidation[]) =>
    cache.bump([...new Set(rows.flatMap((row) => row.tags))]);

  const note = (rows: readonly PendingInvalidation[], versions: Versions) =>
    database.inTransaction(system, async (tx) => {
      for (const row of rows) {
        const own = Object.fromEntries(row.tags.map((tag) => [tag, versions[tag] ?? ""]));
        await tx
          .update(pendingInvalidations)
          .set({ versions: own, bumpedAt: sql`now()`, claimedUntil: null })
          .where(eq(pendingInvalidations.id, row.id));
      }
    });

  const bumpAndNote = async (rows: readonly PendingInvalidation[]) => note(rows, await bump(rows));

  /** Off the critical path: where it fails, the sweep bumps once more, which harms nobody. */
  const noteLater = (rows: readonly PendingInvalidation[], versions: Versions) => {
    const done: Promise<void> = note(rows, versions)
      .catch(() => {})
      .finally(() => noting.delete(done));
    noting.add(done);
  };

  /** Takes rows for this sweeper; no lock is held while the cache is called. */
  const claim = (olderThanMs: number) =>
    database.inTransaction(system, (tx) => {
      const free = tx
        .select({ id: pendingInvalidations.id })
        .from(pendingInvalidations)
        .where(
          sql`${pendingInvalidations.bumpedAt} is null and ${pendingInvalidations.createdAt} <= ${ago(olderThanMs)}
            and (${pendingInvalidations.claimedUntil} is null or ${pendingInvalidations.claimedUntil} < now())`,
        )
        .orderBy(pendingInvalidations.createdAt)
        .limit(batch)
        .for("update", { skipLocked: true });
      return tx
        .update(pendingInvalidations)
        .set({ claimedUntil: sql`now() + ${`${claimMs} milliseconds`}::interval` })
        .where(inArray(pendingInvalidations.id, free))
        .returning({ id: pendingInvalidations.id, tags: pendingInvalidations.tags });
    });

  const release = (rows: readonly PendingInvalidation[]) =>
    database.inTransaction(system, (tx) =>
      tx
        .update(pendingInvalidations)
        .set({ claimedUntil: null })
        .where(
          inArray(
            pendingInvalidations.id,
            rows.map((row) => row.id),
          ),
        ),
    );

  const bumpLeftovers = async () => {
    let bumped = 0;
    for (;;) {
      const rows = await claim(graceMs);
      if (rows.length > 0) {
        try {
          await bumpAndNote(rows);
        } catch (error) {
          await release(rows);
          throw error;
        }
      }
      bumped += rows.length;
      if (rows.length < batch) return bumped;
    }
  };

  /** Whoever else has claimed a row may be cut off: to bump twice harms nobody. */
  const bumpAll = async () => {
    for (;;) {
      const [rows] = await database.readBatch(system, (db) => [
        db
          .select({ id: pendingInvalidations.id, tags: pendingInvalidations.tags })
          .from(pendingInvalidations)
          .where(isNull(pendingInvalidations.bumpedAt))
          .orderBy(pendingInvalidations.createdAt)
          .limit(batch),
      ]);
      if (rows.length > 0) await bumpAndNote(rows);
      if (rows.length < batch) return;
    }
  };

  const takeLaterLook = async () => {
    const [rows] = await database.readBatch(system, (db) => [
      db
        .select({ id: pendingInvalidations.id, versions: pendingInvalidations.versions })
        .from(pendingInvalidations)
        .where(lte(pendingInvalidations.bumpedAt, ago(lookMs)))
        .orderBy(pendingInvalidations.bumpedAt)
        .limit(batch),
    ]);
    if (rows.length === 0) return { again: 0, confirmed: 0 };
    // Each by itself: of two bumps of one tag the later may have been noted first.
    const lost = await cache.goneBack(rows.map((row) => row.versions ?? {}));
    const again = rows.filter((_, i) => lost[i]);
    if (again.length > 0) {
      await bumpAndNote(again.map((row) => ({ id: row.id, tags: Object.keys(row.versions ?? {}) })));
    }
    const repeated = new Set(again.map((row) => row.id));
    const done = rows.filter((row) => !repeated.has(row.id)).map((row) => row.id);
    if (done.length > 0) {
      await database.inTransaction(system, (tx) =>
        tx
          .delete(pendingInvalidations)
          .where(
            and(inArray(pendingInvalidations.id, done), lte(pendingInvalidations.bumpedAt, ago(lookMs))),
          ),
      );
    }
    return { again: again.length, confirmed: done.length };
  };

  return {
    record: async (tx, scope, tags) => {
      if (tags.length === 0) return undefined;
      const pending = { id: newId(), tags: [...new Set(tags)] };
      const organizationId = "organizationId" in scope ? (scope.organizationId ?? null) : null;
      await tx.insert(pendingInvalidations).values({ ...pending, organizationId });
      return pending;
    },
    settle: async (pending) => {
      try {
        noteLater([pending], await bump([pending]));
        return true;
      } catch {
        return false;
      }
    },
    sweep: async () => {
      const leftovers = await bumpLeftovers();
      const look = await takeLaterLook();
      return { bumped: leftovers + look.again, confirmed: look.confirmed };
    },
    drain: bumpAll,
    backlog: () => backlogOf(database),
    idle: async () => {
      await Promise.all(noting);
    },
  };
}
