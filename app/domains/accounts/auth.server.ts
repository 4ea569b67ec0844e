import { randomBytes } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { accounts, sessions, twoFactors, users, verifications } from "#schema";
import { passwordLength } from "./forms.ts";
import { makeRecoveryCodes } from "./make-recovery-codes.server.ts";
import type { PasswordCheck } from "./password.server.ts";
import { secondStepMinutes } from "./second-step-minutes.ts";
import { bindToUser } from "./session-token.server.ts";

/** How the cookie of a session is made and read. */
export interface CookieSettings {
  /** signs it */
  secret: string;
  /** The reader's connection is encrypted: the cookie then never travels another way. */
  secure: boolean;
}

export interface AuthOptions {
  /** Left out where no cookie is made or read. */
  cookies?: CookieSettings;
  /** What was found out about the password before the transaction began. */
  passwords?: PasswordCheck;
}

/** Without the `__Secure-` that an encrypted connection puts in front. */
export const sessionCookieName = "placar.session";

/** Who has given their password and is to give a code; without the `__Secure-` as well. */
export const secondStepCookieName = "placar.second-step";

/** Days until somebody has to sign in again. */
export const sessionDays = 30;

const unusedSecret = randomBytes(32).toString("base64url");

/**
 * The auth library, writing into an open transaction and nowhere else: so that its writes are a command's, announced,
 * committed and rolled back with it. Putting it together takes a third of a millisecond, a thousandth of what it is called for.
 */
export function authIn(tx: Transaction, { cookies, passwords }: AuthOptions = {}) {
  return betterAuth({
    appName: "Placar",
    // No route of the library's own is served: no link is ever made from this.
    baseURL: "http://localhost",
    secret: cookies?.secret ?? unusedSecret,
    telemetry: { enabled: false },
    // It logs e-mail addresses.
    logger: { disabled: true },
    database: drizzleAdapter(tx, {
      provider: "pg",
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        twoFactor: twoFactors,
      },
    }),
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: cookies?.secure ?? false,
      cookies: {
        session_token: {
          name: sessionCookieName,
          attributes: { httpOnly: true, sameSite: "lax", path: "/" },
        },
        two_factor: {
          name: secondStepCookieName,
          attributes: { httpOnly: true, sameSite: "lax", path: "/" },
        },
      },
      ipAddress: { disableIpTracking: true },
    },
    // The cookie and the row are not renewed on the way: reading a session never writes.
    session: { expiresIn: sessionDays * 24 * 60 * 60, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      ...(passwords && { password: passwords }),
    },
    plugins: [
      twoFactor({
        twoFactorCookieMaxAge: secondStepMinutes * 60,
        // A failure is rolled back, and its counting with it: see `admitAttempt`.
        accountLockout: { enabled: false },
        backupCodeOptions: { customBackupCodesGenerate: makeRecoveryCodes },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, token: bindToUser(session.token, session.userId) },
          }),
        },
      },
    },
  });
}

/** The library's name for what went wrong, such as INVALID_EMAIL_OR_PASSWORD; undefined for any other error. */
export function authErrorCode(error: unknown): string | undefined {
  return error instanceof APIError ? (error.body?.code ?? error.name) : undefined;
}
