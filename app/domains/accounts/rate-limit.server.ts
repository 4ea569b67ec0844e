import { createHmac } from "node:crypto";
import { asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { rateLimits } from "#schema";
import { TooManyAttemptsError } from "./too-many-attempts-error.ts";

export interface Limit {
  /** Of what is limited: a keyed hash, see `limitOn`. */
  id: string;
  /** Attempts within a window. */
  max: number;
}

export const windowMinutes = 15;

const expired = lt(rateLimits.expiresAt, sql`now()`);

/**
 * A limit on what the parts name together, such as an e-mail address with a network. What is stored of them is a hash that
 * nobody can test guesses against without the secret.
 */
export function limitOn(max: number, secret: string, ...parts: string[]): Limit {
  const hash = createHmac("sha256", secret)
    .update(JSON.stringify(["rate limit", ...parts]))
    .digest("hex");
  // Version 8: the variety of UUID for bits of one's own making (RFC 9562, 5.8).
  return { id: hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-8$3-8$4-$5"), max };
}

const countAttempt = declareCommand({
  name: "accounts.countAttempt",
  scope: "system",
  touches: () => touchesNothing,
  run: async (tx, limits: readonly Limit[]) => {
    const ends = sql`now() + ${`${windowMinutes} minutes`}::interval`;
    const counted = await tx
      .insert(rateLimits)
      .values(inOrder(limits).map(({ id }) => ({ id, attempts: 1, expiresAt: ends })))
      .onConflictDoUpdate({
        target: rateLimits.id,
        set: {
          attempts: sql`case when ${expired} then 1 else ${rateLimits.attempts} + 1 end`,
          expiresAt: sql`case when ${expired} then excluded.expires_at else ${rateLimits.expiresAt} end`,
        },
      })
      .returning({
        id: rateLimits.id,
        attempts: rateLimits.attempts,
        expiresAt: rateLimits.expiresAt,
      });
    // Only now: what is held of other people's must not wait for one's own, which somebody else may hold who forgets as well.
    await forgetExpired(tx);
    return counted;
  },
});

/**
 * Counts an attempt against each limit, before it is made, so that many at once cannot slip through.
 * @throws TooManyAttemptsError when one of them is used up
 */
export async function admitAttempt(caller: Caller<SystemScope>, limits: readonly Limit[]): Promise<void> {
  const max = new Map(limits.map((limit) => [limit.id, limit.max]));
  const exceeded = (await countAttempt(caller, limits)).filter(
    (row) => row.attempts > (max.get(row.id) ?? 0),
  );
  if (exceeded.length === 0) return;
  throw new TooManyAttemptsError(new Date(Math.max(...exceeded.map((row) => row.expiresAt.getTime()))));
}

/** Gives a successful attempt back: only failures use a limit up. */
export async function forgiveAttempt(tx: Transaction, limits: readonly Limit[]): Promise<void> {
  for (const { id } of inOrder(limits)) {
    await tx
      .update(rateLimits)
      .set({ attempts: sql`greatest(0, ${rateLimits.attempts} - 1)` })
      .where(eq(rateLimits.id, id));
  }
}

/** Starts the counting anew. */
export async function forgiveAll(tx: Transaction, limit: Limit): Promise<void> {
  await tx.update(rateLimits).set({ attempts: 0 }).where(eq(rateLimits.id, limit.id));
}

/** A few at a time, with what is counted anyway: the table never needs a job of its own. */
async function forgetExpired(tx: Transaction): Promise<void> {
  const some = tx
    .select({ id: rateLimits.id })
    .from(rateLimits)
    .where(expired)
    .orderBy(asc(rateLimits.expiresAt))
    .limit(20)
    .for("update", { skipLocked: true });
  await tx.delete(rateLimits).where(inArray(rateLimits.id, some));
}

/** Rows are always locked in the same order, so that two attempts never wait for each other. */
function inOrder(limits: readonly Limit[]): Limit[] {
  return limits.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
