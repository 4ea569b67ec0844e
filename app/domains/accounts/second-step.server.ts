import { and, eq, like, lt, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import { hmacOf } from "#app/signing/hmac.server.ts";
import { rateLimits, verifications } from "#schema";
import { authErrorCode, authIn, type CookieSettings, secondStepCookieName } from "./auth.server.ts";
import { admitAttempt, forgiveAttempt, type Limit, limitOn, windowMinutes } from "./rate-limit.server.ts";
import { forgetExpiredSessions } from "./sessions.server.ts";
import { type Browser, type SignedIn, signedIn, userAgentOf } from "./signed-in.server.ts";

/*
 * Between the password and the code there is no session: only a row of `verifications`, which the auth library makes and uses up,
 * and a signed cookie that names it.
 */

/** Somebody gave their password and is to give a code. */
export interface SecondStep {
  /** Set-Cookie headers */
  cookies: string[];
}

/** What the auth library answers to a password, where it wants a code too. */
export function secondStepOf(headers: Headers): SecondStep {
  return { cookies: headers.getSetCookie().filter((cookie) => cookie.includes(`${secondStepCookieName}=`)) };
}

/** As the auth library names the rows. */
const prefix = "2fa-";

/** Whoever is between password and code has to begin anew. */
export async function forgetSecondSteps(tx: Transaction, userId: string): Promise<void> {
  await tx
    .delete(verifications)
    .where(and(eq(verifications.value, userId), like(verifications.identifier, `${prefix}%`)));
}

/** What is given in place of a session. */
export interface Given {
  /** what the browser's cookie names */
  step: string;
  /** from the authenticator app, or one of the recovery codes */
  kind: "app" | "recovery";
  code: string;
  browser: Browser;
}

interface Limits {
  person: Limit;
  network: Limit;
}

export interface SecondStepTaken extends SignedIn {
  /** recovery codes that are left, where one was used */
  codesLeft?: number;
}

const beginSession = declareCommand({
  name: "accounts.takeSecondStep",
  scope: "system",
  touches: (_scope, _input, { token, userId }: SecondStepTaken) => [
    tags.session(token),
    tags.sessions(userId),
  ],
  run: async (tx, { step, kind, code, browser, limits }: Given & { limits: Limits }) => {
    const auth = authIn(tx, { cookies: browser.cookies });
    const { api } = auth;
    // With a session's cookie the auth library would take it for the first code of a set-up.
    const headers = userAgentOf(browser);
    headers.set("Cookie", secondStepCookie(step, browser.cookies));
    const verify = kind === "app" ? api.verifyTOTP : api.verifyBackupCode;
    try {
      const answer = await verify({ body: { code }, headers, returnHeaders: true });
      const { user, token } = answer.response;
      if (kind === "app") await spendCode(tx, { code, userId: user.id, secret: browser.cookies.secret });
      await forgiveAttempt(tx, [limits.person, limits.network]);
      await forgetExpiredSessions(tx, user.id);
      const taken = signedIn(user.id, token ?? null, answer.headers);
      if (kind === "app") return taken;
      const { backupCodes } = await api.viewBackupCodes({ body: { userId: user.id } });
      return { ...taken, codesLeft: backupCodes.length };
    } catch (error) {
      throw complaint(error);
    }
  },
});

function complaint(error: unknown): unknown {
  switch (authErrorCode(error)) {
    case "INVALID_CODE":
      return new FieldError("code", "wrongCode");
    case "INVALID_BACKUP_CODE":
      return new FieldError("code", "wrongRecoveryCode");
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOTP_NOT_ENABLED":
    case "BACKUP_CODES_NOT_ENABLED":
    // Somebody else has just used a recovery code of theirs.
    case "CONFLICT":
      return new ConflictError("The second step is over.");
    default:
      return error;
  }
}

/**
 * Begins the session of somebody who has given their password, with a code.
 * @throws ConflictError where the step is over: too late, taken, or of a password that is no longer theirs; FieldError for a wrong
 * code; TooManyAttemptsError after 5 of those for a person, wherever they come from, and 50 for a network
 */
export async function takeSecondStep(caller: Caller<SystemScope>, given: Given): Promise<SecondStepTaken> {
  const { secret } = given.browser.cookies;
  const userId = await whoseStep(caller, given.step);
  if (userId === undefined) throw new ConflictError("The second step is over.");
  const limits = {
    person: limitOn(5, secret, "second step", userId),
    network: limitOn(50, secret, "second step", given.browser.network),
  };
  await admitAttempt(caller, [limits.person, limits.network]);
  return beginSession(caller, { ...given, limits });
}

/** Within a transaction, which no replica answers: the step is seconds old. */
function whoseStep({ data, scope }: Caller<SystemScope>, step: string): Promise<string | undefined> {
  return data.database.inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select({ userId: verifications.value })
      .from(verifications)
      .where(
        and(
          eq(verifications.identifier, step),
          like(verifications.identifier, `${prefix}%`),
          sql`${verifications.expiresAt} > now()`,
        ),
      );
    return row?.userId;
  });
}

/** The Cookie header with which the auth library finds a step. */
function secondStepCookie(step: string, { secret, secure }: CookieSettings): string {
  const signature = hmacOf(step, secret).toString("base64");
  return `${secure ? "__Secure-" : ""}${secondStepCookieName}=${encodeURIComponent(`${step}.${signature}`)}`;
}

/**
 * Lets a code count once (RFC 6238, 5.2): whoever reads it over a shoulder is too late. Kept until it has long changed.
 * @throws FieldError where it was used before
 */
export async function spendCode(
  tx: Transaction,
  { code, userId, secret }: { code: string; userId: string; secret: string },
): Promise<void> {
  const { id } = limitOn(1, secret, "code", userId, code);
  const expiresAt = sql`now() + ${`${windowMinutes} minutes`}::interval`;
  const spent = await tx
    .insert(rateLimits)
    .values({ id, attempts: 1, expiresAt })
    .onConflictDoUpdate({
      target: rateLimits.id,
      set: { expiresAt },
      setWhere: lt(rateLimits.expiresAt, sql`now()`),
    })
    .returning({ id: rateLimits.id });
  if (spent.length === 0) throw new FieldError("code", "usedCode");
}
