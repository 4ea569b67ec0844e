import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { sessions } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { tags } from "../tags.server.ts";

/**
 * Ends one of one's own sessions: from its next request on, anywhere, it is nobody's. Nothing happens where there is no such session.
 * @returns its token; null where there was none
 */
export const endSession = declareCommand({
  name: "accounts.endSession",
  scope: "account",
  touches: ({ userId }, _input: { sessionId: string }, token: string | null) =>
    token === null ? touchesNothing : [tags.session(token), tags.sessions(userId)],
  run: async (tx, { sessionId }, { userId }): Promise<string | null> => {
    const [ended] = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
      .returning({ token: sessions.token });
    return ended?.token ?? null;
  },
});

/** Ends all of one's own sessions but the one that asks. */
export const endOtherSessions = declareCommand({
  name: "accounts.endOtherSessions",
  scope: "account",
  touches: ({ userId }, _input: { token: string }, [first, ...rest]: string[]) =>
    first === undefined
      ? touchesNothing
      : [tags.session(first), ...rest.map(tags.session), tags.sessions(userId)],
  run: async (tx, { token }, { userId }): Promise<string[]> => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), ne(sessions.token, token)))
      .returning({ token: sessions.token });
    return ended.map((session) => session.token);
  },
});

/** How long a session's last use stays as it was noted, in milliseconds. */
export const useIsNotedEvery = 3_600_000;

/** Notes that a session was used, once an hour at most. */
export const noteSessionUse = declareCommand({
  name: "accounts.noteUse",
  scope: "account",
  touches: ({ userId }, { token }: { token: string }, noted: boolean) =>
    noted ? [tags.session(token), tags.sessions(userId)] : touchesNothing,
  run: async (tx, { token }, { userId }): Promise<boolean> => {
    const noted = await tx
      .update(sessions)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(
          eq(sessions.token, token),
          eq(sessions.userId, userId),
          sql`${sessions.lastUsedAt} < now() - interval '1 hour'`,
        ),
      )
      .returning({ id: sessions.id });
    return noted.length > 0;
  },
});

/** Nobody could use them, so no reader notices. */
export async function forgetExpiredSessions(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, sql`now()`)));
}
