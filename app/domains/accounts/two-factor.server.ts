import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { AccountScope } from "#app/db/scope.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { twoFactors, users } from "#schema";
import { authErrorCode, authIn } from "./auth.server.ts";
import { tellOfDroppedTwoFactor, tellOfTwoFactor } from "./mail-notice.server.ts";
import { type PasswordCheck, prepareVerification } from "./password.server.ts";
import { admitAttempt, forgiveAll, type Limit, limitOn } from "./rate-limit.server.ts";
import { forgetSecondSteps, spendCode } from "./second-step.server.ts";
import type { Browser, SignedIn } from "./signed-in.server.ts";
import { setUpMinutes } from "./two-factor-set-up.server.ts";

/** What the password is asked for again. */
interface Asked {
  currentPassword: string;
  browser: Browser;
}

interface Prepared extends Asked {
  passwords: PasswordCheck;
  limit: Limit;
}

/** In which the person is told of it by e-mail; left out where none are sent. */
interface Telling {
  locale?: Locale | undefined;
}

/**
 * Counts the attempt and compares the password, ahead of the transaction.
 * @throws TooManyAttemptsError after 5 wrong ones
 */
async function prepare<A extends Asked>(caller: Caller<AccountScope>, asked: A): Promise<A & Prepared> {
  const { userId } = caller.scope;
  const system = callAs(caller, { kind: "system" } as const);
  const limit = limitOn(5, asked.browser.cookies.secret, "two-factor", userId);
  await admitAttempt(system, [limit]);
  return { ...asked, limit, passwords: await prepareVerification(system, { userId }, asked.currentPassword) };
}

/** Of two that a person does at once the second finds what the first left. */
async function holdPerson(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
}

/** Does something with the auth library that asks for the password. */
async function askingPassword<T>(
  tx: Transaction,
  { browser, passwords, limit }: Prepared,
  userId: string,
  work: (auth: ReturnType<typeof authIn>) => Promise<T>,
): Promise<T> {
  await holdPerson(tx, userId);
  try {
    const result = await work(authIn(tx, { cookies: browser.cookies, passwords }));
    await forgiveAll(tx, limit);
    return result;
  } catch (error) {
    switch (authErrorCode(error)) {
      case "INVALID_PASSWORD":
        throw new FieldError("currentPassword", "wrongPassword");
      case "UNAUTHORIZED":
      case "TOTP_ALREADY_ENABLED":
      case "TWO_FACTOR_NOT_ENABLED":
        throw new ConflictError("That has changed meanwhile.");
      default:
        throw error;
    }
  }
}

const beginSetUp = declareCommand({
  name: "accounts.setUpTwoFactor",
  scope: "account",
  touches: ({ userId }) => [tags.user(userId)],
  run: async (tx, input: Prepared, { userId }) => {
    const { currentPassword: password, browser } = input;
    await askingPassword(tx, input, userId, ({ api }) =>
      api.enableTwoFactor({ body: { password }, headers: browser.headers }),
    );
  },
});

/**
 * Begins to set up an authenticator app, or begins anew. Nothing is asked of it before `confirmTwoFactor`.
 * @throws FieldError for a wrong password; ConflictError where one is set up; TooManyAttemptsError
 */
export async function setUpTwoFactor(caller: Caller<AccountScope>, asked: Asked): Promise<void> {
  await beginSetUp(caller, await prepare(caller, asked));
}

interface FirstCode extends Telling {
  code: string;
  browser: Browser;
}

interface Confirmed extends Pick<SignedIn, "cookies"> {
  recoveryCodes: string[];
}

const confirmSetUp = declareCommand({
  name: "accounts.confirmTwoFactor",
  scope: "account",
  // The session is a new one; every session of a person carries their tag.
  touches: ({ userId }, { locale }: FirstCode) => [tags.user(userId), ...(locale ? [tags.jobs()] : [])],
  run: async (tx, { code, browser, locale }: FirstCode, { userId }): Promise<Confirmed> => {
    await holdPerson(tx, userId);
    const [begun] = await tx
      .select({ id: twoFactors.id })
      .from(twoFactors)
      .where(
        and(
          eq(twoFactors.userId, userId),
          eq(twoFactors.verified, false),
          sql`${twoFactors.updatedAt} > now() - ${`${setUpMinutes} minutes`}::interval`,
        ),
      );
    if (!begun) throw new ConflictError("Nothing is being set up.");
    const { cookies, headers } = browser;
    const { api } = authIn(tx, { cookies });
    try {
      const answer = await api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
      if (answer.response.user.id !== userId) throw new Error("The session is another person's.");
      await spendCode(tx, { code, userId, secret: cookies.secret });
      const { backupCodes } = await api.viewBackupCodes({ body: { userId } });
      if (locale) await tellOfTwoFactor(tx, { userId, isOn: true, locale });
      return { cookies: answer.headers.getSetCookie(), recoveryCodes: backupCodes };
    } catch (error) {
      if (authErrorCode(error) === "INVALID_CODE") throw new FieldError("code", "wrongCode");
      if (authErrorCode(error) === "INVALID_TWO_FACTOR_COOKIE") {
        throw new ConflictError("The session has just ended.");
      }
      throw error;
    }
  },
});

/**
 * Turns the second step on, with the first code from the app; from the next sign-in on a code is asked for. This session is
 * replaced by another.
 * @returns the recovery codes, which are told once
 * @throws FieldError for a wrong code; ConflictError where nothing is being set up, or too long; TooManyAttemptsError after 10
 */
export async function confirmTwoFactor(caller: Caller<AccountScope>, input: FirstCode): Promise<Confirmed> {
  const { secret } = input.browser.cookies;
  const system = callAs(caller, { kind: "system" } as const);
  await admitAttempt(system, [limitOn(10, secret, "confirm two-factor", caller.scope.userId)]);
  return confirmSetUp(caller, input);
}

const replaceRecoveryCodes = declareCommand({
  name: "accounts.renewRecoveryCodes",
  scope: "account",
  touches: () => touchesNothing,
  run: async (tx, input: Prepared, { userId }): Promise<string[]> => {
    const { currentPassword: password, browser } = input;
    const { backupCodes } = await askingPassword(tx, input, userId, ({ api }) =>
      api.generateBackupCodes({ body: { password }, headers: browser.headers }),
    );
    return backupCodes;
  },
});

/**
 * Makes new recovery codes; the old ones are worth nothing any more.
 * @returns the codes, which are told once
 * @throws FieldError for a wrong password; ConflictError where no app is set up; TooManyAttemptsError
 */
export async function renewRecoveryCodes(caller: Caller<AccountScope>, asked: Asked): Promise<string[]> {
  return replaceRecoveryCodes(caller, await prepare(caller, asked));
}

const disable = declareCommand({
  name: "accounts.turnOffTwoFactor",
  scope: "account",
  touches: ({ userId }, { locale }: Prepared & Telling) => [
    tags.user(userId),
    ...(locale ? [tags.jobs()] : []),
  ],
  run: async (tx, input: Prepared & Telling, { userId }): Promise<Pick<SignedIn, "cookies">> => {
    const { currentPassword: password, browser, locale } = input;
    const { headers } = await askingPassword(tx, input, userId, ({ api }) =>
      api.disableTwoFactor({ body: { password }, headers: browser.headers, returnHeaders: true }),
    );
    await forgetSecondSteps(tx, userId);
    if (locale) await tellOfTwoFactor(tx, { userId, isOn: false, locale });
    return { cookies: headers.getSetCookie() };
  },
});

/**
 * Turns the second step off: the password is enough again. App and recovery codes are forgotten, and this session is replaced by
 * another.
 * @throws FieldError for a wrong password; TooManyAttemptsError
 */
export async function turnOffTwoFactor(
  caller: Caller<AccountScope>,
  asked: Asked & Telling,
): Promise<Pick<SignedIn, "cookies">> {
  return disable(caller, await prepare(caller, asked));
}

interface Dropped {
  userId: string;
  /** whether there was a second step */
  wasOn: boolean;
}

interface Drop {
  email: string;
  /** Whether e-mails are sent. */
  isTold: boolean;
}

/**
 * Turns the second step of an account off without its password: an operator's way, for who has lost phone and codes. Where there was one, and
 * e-mails are sent, its person is told.
 * @returns null where nobody has the address
 */
export const dropTwoFactor = declareCommand({
  name: "accounts.dropTwoFactor",
  scope: "system",
  touches: (_scope, { isTold }: Drop, dropped: Dropped | null) =>
    dropped ? [tags.user(dropped.userId), ...(isTold && dropped.wasOn ? [tags.jobs()] : [])] : touchesNothing,
  run: async (tx, { email, isTold }): Promise<Dropped | null> => {
    const [person] = await tx
      .select({ userId: users.id, wasOn: users.twoFactorEnabled })
      .from(users)
      .where(eq(users.email, email))
      .for("update");
    if (!person) return null;
    await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, person.userId));
    await tx.delete(twoFactors).where(eq(twoFactors.userId, person.userId));
    await forgetSecondSteps(tx, person.userId);
    if (isTold && person.wasOn) await tellOfDroppedTwoFactor(tx, person.userId);
    return person;
  },
});
