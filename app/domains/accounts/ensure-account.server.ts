import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { users } from "#schema";
import { authIn } from "./auth.server.ts";

/**
 * The account with an e-mail address, made where there is none.
 * @param passwordHash as `hashPassword` makes it: of an account that is made, an existing one keeps its own
 */
export async function ensureAccount(
  tx: Transaction,
  account: { email: string; name: string; passwordHash: string },
): Promise<{ userId: string; created: boolean }> {
  await holdEmail(tx, account.email);
  const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, account.email));
  if (known) return { userId: known.id, created: false };
  const { internalAdapter } = await authIn(tx).$context;
  const { email, name, passwordHash } = account;
  const user = await internalAdapter.createUser(
    { email, name, emailVerified: false },
    { method: "email-password" },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: "credential",
    password: passwordHash,
  });
  return { userId: user.id, created: true };
}

/** Two who want the same address come one after the other, so that the second is told. */
export async function holdEmail(tx: Transaction, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
}
