import { eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

/** Whether follow-ups that are due come to a person by e-mail. */
export const wantsReminders = declareQuery({
  name: "accounts.wantsReminders",
  scope: "account",
  tags: ({ userId }) => [tags.user(userId)],
  lifetime: minutes(5),
  load: async (read, _args: Record<string, never>, { userId }): Promise<boolean> => {
    const [[row]] = await read((db) => [
      db.select({ reminders: users.reminders }).from(users).where(eq(users.id, userId)),
    ]);
    return row?.reminders ?? false;
  },
});
