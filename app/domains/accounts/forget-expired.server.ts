import { inArray, lt, sql } from "drizzle-orm";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { rateLimits, sessions, verifications } from "#schema";

/** Rows of each table in one transaction: it must not be long. */
const batch = 500;

interface Forgotten {
  /** Sessions that are gone. */
  ended: { token: string; userId: string }[];
  /** There may be more. */
  more: boolean;
}

/** Removes some of what has expired: sessions, verifications, counted attempts. */
export const forgetExpired = declareCommand({
  name: "accounts.forgetExpired",
  scope: "system",
  touches: (_scope, _input, { ended }: Forgotten) => {
    const [first, ...rest] = ended.flatMap(({ token, userId }) => [
      tags.session(token),
      tags.sessions(userId),
    ]);
    return first === undefined ? touchesNothing : [first, ...rest];
  },
  run: async (tx): Promise<Forgotten> => {
    const some = (table: typeof sessions | typeof verifications | typeof rateLimits) =>
      tx
        .select({ id: table.id })
        .from(table)
        .where(lt(table.expiresAt, sql`now()`))
        .limit(batch)
        .for("update", { skipLocked: true });
    const gone = await tx
      .delete(sessions)
      .where(inArray(sessions.id, some(sessions)))
      .returning({ token: sessions.token, userId: sessions.userId });
    const others = [
      await tx
        .delete(verifications)
        .where(inArray(verifications.id, some(verifications)))
        .returning({ id: verifications.id }),
      await tx
        .delete(rateLimits)
        .where(inArray(rateLimits.id, some(rateLimits)))
        .returning({ id: rateLimits.id }),
    ];
    const full = [gone, ...others].some((rows) => rows.length === batch);
    return { ended: gone, more: full };
  },
});
