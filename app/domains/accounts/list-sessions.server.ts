import { desc, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { sessions } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface ListedSession {
  id: string;
  userAgent: string;
  startedAt: Date;
  /** To the hour. */
  lastUsedAt: Date;
  /** That it is over is for the reader to see: it happens without a write. */
  expiresAt: Date;
}

/** Where a person is signed in, the latest used first. */
export const listSessions = declareQuery({
  name: "accounts.sessions",
  scope: "account",
  tags: ({ userId }) => [tags.user(userId), tags.sessions(userId)],
  lifetime: minutes(5),
  load: async (read, _args: Record<string, never>, { userId }): Promise<ListedSession[]> => {
    const [rows] = await read((db) => [
      db
        .select({
          id: sessions.id,
          userAgent: sessions.userAgent,
          startedAt: sessions.createdAt,
          lastUsedAt: sessions.lastUsedAt,
          expiresAt: sessions.expiresAt,
        })
        .from(sessions)
        .where(eq(sessions.userId, userId))
        .orderBy(desc(sessions.lastUsedAt), desc(sessions.id)),
    ]);
    return rows.map(({ userAgent, ...row }) => ({ ...row, userAgent: userAgent ?? "" }));
  },
});
