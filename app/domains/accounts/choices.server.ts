import { and, eq, sql } from "drizzle-orm";
import type { Locale } from "#app/i18n/locales.ts";
import { users } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { tags } from "../tags.server.ts";

/** Says whether follow-ups that are due come by e-mail. */
export const setReminders = declareCommand({
  name: "accounts.setReminders",
  scope: "account",
  touches: ({ userId }, _input: { reminders: boolean }) => [tags.user(userId)],
  run: async (tx, { reminders }, { userId }): Promise<void> => {
    await tx.update(users).set({ reminders }).where(eq(users.id, userId));
  },
});

/** Keeps the language that a person chose, for what is sent to them; pages have it from the browser. */
export const chooseLocale = declareCommand({
  name: "accounts.chooseLocale",
  scope: "account",
  touches: () => touchesNothing,
  run: async (tx, { locale }: { locale: Locale }, { userId }): Promise<void> => {
    await tx
      .update(users)
      .set({ locale })
      .where(and(eq(users.id, userId), sql`${users.locale} is distinct from ${locale}`));
  },
});
