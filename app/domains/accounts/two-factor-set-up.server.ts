import { symmetricDecrypt } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { twoFactors } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import { type AuthenticatorKey, authenticatorKey } from "./authenticator-key.ts";

/** Minutes until whoever began to set up an app has to give their password again. */
export const setUpMinutes = 30;

export interface TwoFactorSetUp {
  /** as the database has it: the cache sees it no other way */
  encryptedSecret: string;
  startedAt: Date;
}

/**
 * What a person has begun to set up and not confirmed; null for nothing, and for what is confirmed. That it is too old is for the
 * reader to see: it happens without a write.
 */
export const findTwoFactorSetUp = declareQuery({
  name: "accounts.twoFactorSetUp",
  scope: "account",
  tags: ({ userId }) => [tags.user(userId)],
  lifetime: minutes(5),
  load: async (read, _args: Record<string, never>, { userId }): Promise<TwoFactorSetUp | null> => {
    const [[row]] = await read((db) => [
      db
        .select({ encryptedSecret: twoFactors.secret, startedAt: twoFactors.updatedAt })
        .from(twoFactors)
        .where(and(eq(twoFactors.userId, userId), eq(twoFactors.verified, false))),
    ]);
    return row ?? null;
  },
});

/**
 * What an app is to be told for a set-up; undefined where that has taken too long.
 * @param secret the installation's
 */
export async function openSetUp(
  { encryptedSecret, startedAt }: TwoFactorSetUp,
  email: string,
  secret: string,
): Promise<AuthenticatorKey | undefined> {
  if (startedAt.getTime() + setUpMinutes * 60_000 <= Date.now()) return undefined;
  return authenticatorKey(await symmetricDecrypt({ key: secret, data: encryptedSecret }), email);
}
