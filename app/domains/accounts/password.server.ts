import { hashPassword, verifyPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { accounts, users } from "#schema";

/*
 * Deriving a key from a password takes some 70 ms on purpose, too long to hold a transaction open: the embedded database has one
 * connection for everybody. So it is done beforehand, and the auth library, asking within the transaction, gets the answer.
 */

export interface PasswordCheck {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

/** Derives the hash of a new password ahead of a transaction. */
export async function prepareHash(password: string): Promise<PasswordCheck> {
  const prepared = await hashPassword(password);
  return {
    hash: async (asked) => (asked === password ? prepared : hashPassword(asked)),
    verify: ({ hash, password: asked }) => verifyPassword({ hash, password: asked }),
  };
}

/**
 * Compares a password with the stored one ahead of a transaction. Takes as long where there is no such account, so that the time
 * tells nobody who has one. Should the stored one change meanwhile, it is compared anew.
 */
export async function prepareVerification(
  caller: Caller<SystemScope>,
  whose: { email: string } | { userId: string },
  password: string,
): Promise<PasswordCheck> {
  const known = await storedHash(caller, whose);
  const matches =
    known === undefined ? await hashPassword(password) : await verifyPassword({ hash: known, password });
  return {
    // Asked where the account is unknown, and only to take time.
    hash: async (asked) => (typeof matches === "string" ? matches : hashPassword(asked)),
    verify: async ({ hash, password: asked }) =>
      hash === known && asked === password ? matches === true : verifyPassword({ hash, password: asked }),
  };
}

/** Whether a password is the one that is stored; no for who has none. */
export async function checkPassword(
  caller: Caller<SystemScope>,
  userId: string,
  password: string,
): Promise<boolean> {
  const hash = await storedHash(caller, { userId });
  return hash !== undefined && (await verifyPassword({ hash, password }));
}

/** Read past the query cache: no hash of a password belongs there. */
async function storedHash(
  { data, scope }: Caller<SystemScope>,
  whose: { email: string } | { userId: string },
): Promise<string | undefined> {
  const person = "email" in whose ? eq(users.email, whose.email) : eq(users.id, whose.userId);
  const [[row]] = await data.database.readBatch(scope, (db) => [
    db
      .select({ password: accounts.password })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .where(and(eq(accounts.providerId, "credential"), person)),
  ]);
  return row?.password ?? undefined;
}
