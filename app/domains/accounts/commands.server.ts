import { and, eq, sql } from "drizzle-orm";
import type { AccountScope, SystemScope } from "#app/db/scope.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { sessions, users } from "#schema";
import { authErrorCode, authIn } from "./auth.server.ts";
import { sendConfirmation } from "./confirm-email.server.ts";
import { ensureAccount, holdEmail } from "./ensure-account.server.ts";
import { tellOfPassword } from "./mail-notice.server.ts";
import { type PasswordCheck, prepareHash, prepareVerification } from "./password.server.ts";
import { admitAttempt, forgiveAll, forgiveAttempt, type Limit, limitOn } from "./rate-limit.server.ts";
import { forgetSecondSteps, type SecondStep, secondStepOf } from "./second-step.server.ts";
import { forgetExpiredSessions } from "./sessions.server.ts";
import { type Browser, type SignedIn, signedIn, userAgentOf } from "./signed-in.server.ts";
import { forgetLinks } from "./write-link.server.ts";

export { chooseLocale, setReminders } from "./choices.server.ts";
export { changeEmail, confirmEmail, requestConfirmation } from "./confirm-email.server.ts";
export { makePasswordReset, requestPasswordReset, resetPassword } from "./reset-password.server.ts";
export { type SecondStepTaken, takeSecondStep } from "./second-step.server.ts";
export { endOtherSessions, endSession, noteSessionUse, useIsNotedEvery } from "./sessions.server.ts";
export {
  confirmTwoFactor,
  dropTwoFactor,
  renewRecoveryCodes,
  setUpTwoFactor,
  turnOffTwoFactor,
} from "./two-factor.server.ts";
export { admitAttempt, type Browser, ensureAccount, limitOn, type SecondStep, type SignedIn };

interface Prepared {
  browser: Browser;
  passwords: PasswordCheck;
}

const insertAccount = declareCommand({
  name: "accounts.signUp",
  scope: "system",
  touches: (_scope, { locale }: SignUp & Prepared, { token, userId }: SignedIn) => [
    tags.session(token),
    tags.sessions(userId),
    ...(locale ? [tags.jobs(), tags.links()] : []),
  ],
  run: async (tx, input: SignUp & Prepared): Promise<SignedIn> => {
    await holdEmail(tx, input.email);
    const { name, email, password, browser } = input;
    try {
      const { response, headers } = await authIn(tx, {
        cookies: browser.cookies,
        passwords: input.passwords,
      }).api.signUpEmail({
        body: { name, email, password },
        headers: userAgentOf(browser),
        returnHeaders: true,
      });
      if (input.locale) {
        await sendConfirmation(tx, { userId: response.user.id, email, locale: input.locale });
      }
      return signedIn(response.user.id, response.token, headers);
    } catch (error) {
      if (authErrorCode(error) === "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL") {
        throw new FieldError("email", "emailTaken");
      }
      throw error;
    }
  },
});

export interface SignUp {
  name: string;
  /** in lower case */
  email: string;
  password: string;
  /** In which a link comes that confirms the address; left out where no e-mails are sent. */
  locale?: Locale | undefined;
}

/**
 * Makes an account and signs its owner in.
 * @throws FieldError for an e-mail address that has an account; TooManyAttemptsError
 */
export async function signUp(
  caller: Caller<SystemScope>,
  input: SignUp & { browser: Browser },
): Promise<SignedIn> {
  const { secret } = input.browser.cookies;
  await admitAttempt(caller, [limitOn(50, secret, "sign up", input.browser.network)]);
  return insertAccount(caller, { ...input, passwords: await prepareHash(input.password) });
}

interface Credentials {
  /** in lower case */
  email: string;
  password: string;
}

const insertSession = declareCommand({
  name: "accounts.signIn",
  scope: "system",
  touches: (_scope, _input, outcome: SignedIn | SecondStep) =>
    "token" in outcome ? [tags.session(outcome.token), tags.sessions(outcome.userId)] : touchesNothing,
  run: async (
    tx,
    input: Credentials & Prepared & { limits: SignInLimits },
  ): Promise<SignedIn | SecondStep> => {
    const { email, password, browser, limits } = input;
    try {
      const { response, headers } = await authIn(tx, {
        cookies: browser.cookies,
        passwords: input.passwords,
      }).api.signInEmail({
        body: { email, password },
        headers: userAgentOf(browser),
        returnHeaders: true,
      });
      await forgiveAttempt(tx, [limits.person, limits.network]);
      if ("twoFactorRedirect" in response) return secondStepOf(headers);
      await forgetExpiredSessions(tx, response.user.id);
      return signedIn(response.user.id, response.token, headers);
    } catch (error) {
      if (authErrorCode(error) === "INVALID_EMAIL_OR_PASSWORD") {
        throw new FieldError("password", "wrongCredentials");
      }
      throw error;
    }
  },
});

interface SignInLimits {
  person: Limit;
  network: Limit;
}

/**
 * Signs somebody in; or, where they have an authenticator app, lets them take the second step, `takeSecondStep`.
 * @throws FieldError, the same and after the same time for a wrong password as for an unknown e-mail address;
 * TooManyAttemptsError after 5 failures for a person and 50 for a network within a quarter of an hour
 */
export async function signIn(
  caller: Caller<SystemScope>,
  input: Credentials & { browser: Browser },
): Promise<SignedIn | SecondStep> {
  const { network, cookies } = input.browser;
  const limits = {
    person: limitOn(5, cookies.secret, "sign in", input.email, network),
    network: limitOn(50, cookies.secret, "sign in", network),
  };
  await admitAttempt(caller, [limits.person, limits.network]);
  const passwords = await prepareVerification(caller, { email: input.email }, input.password);
  return insertSession(caller, { ...input, passwords, limits });
}

/** Ends a session: from the next request on, anywhere, it is nobody's. */
export const signOut = declareCommand({
  name: "accounts.signOut",
  scope: "account",
  touches: ({ userId }, { token }: { token: string }) => [tags.session(token), tags.sessions(userId)],
  run: async (tx, { token }, scope) => {
    await tx.delete(sessions).where(and(eq(sessions.token, token), eq(sessions.userId, scope.userId)));
  },
});

interface NewPassword {
  currentPassword: string;
  newPassword: string;
  /** In which the person is told of the change; left out where no e-mails are sent. */
  locale?: Locale | undefined;
}

const updatePassword = declareCommand({
  name: "accounts.changePassword",
  scope: "account",
  // Every session of a person carries their tag.
  touches: (scope, { locale }: NewPassword & Prepared & { limit: Limit }, signedIn: SignedIn) => [
    tags.user(scope.userId),
    tags.session(signedIn.token),
    tags.links(),
    ...(locale ? [tags.jobs()] : []),
  ],
  run: async (tx, input: NewPassword & Prepared & { limit: Limit }, scope): Promise<SignedIn> => {
    const { currentPassword, newPassword, browser } = input;
    try {
      const { response, headers } = await authIn(tx, {
        cookies: browser.cookies,
        passwords: input.passwords,
      }).api.changePassword({
        body: { currentPassword, newPassword, revokeOtherSessions: true },
        headers: browser.headers,
        returnHeaders: true,
      });
      if (response.user.id !== scope.userId) throw new Error("The session is another person's.");
      await forgiveAll(tx, input.limit);
      await forgetLinks(tx, "reset-password", scope.userId);
      await forgetSecondSteps(tx, scope.userId);
      if (input.locale) await tellOfPassword(tx, scope.userId, input.locale);
      return signedIn(response.user.id, response.token, headers);
    } catch (error) {
      if (authErrorCode(error) === "INVALID_PASSWORD") {
        throw new FieldError("currentPassword", "wrongPassword");
      }
      if (authErrorCode(error) === "UNAUTHORIZED") throw new ConflictError("The session has just ended.");
      throw error;
    }
  },
});

/**
 * Changes the password of who is signed in. Ends all their sessions and starts a new one in this browser.
 * @throws FieldError where the current password is not the current one; TooManyAttemptsError after 5 of those
 */
export async function changePassword(
  caller: Caller<AccountScope>,
  input: NewPassword & { browser: Browser },
): Promise<SignedIn> {
  const { userId } = caller.scope;
  const asSystem = callAs(caller, { kind: "system" } as const);
  const limit = limitOn(5, input.browser.cookies.secret, "change password", userId);
  await admitAttempt(asSystem, [limit]);
  const { verify } = await prepareVerification(asSystem, { userId }, input.currentPassword);
  const { hash } = await prepareHash(input.newPassword);
  return updatePassword(caller, { ...input, passwords: { verify, hash }, limit });
}

/** Changes a person's own name, which is read in all their organizations, and in those they have left. */
export const changeName = declareCommand({
  name: "accounts.changeName",
  scope: "account",
  touches: (scope, _input: { name: string }, organizationIds: string[]) => [
    tags.user(scope.userId),
    ...organizationIds.map(tags.people),
  ],
  run: async (tx, { name }, scope) => {
    // First the name, then who sees it: whoever adds this person to an organization holds their row meanwhile.
    await tx.update(users).set({ name }).where(eq(users.id, scope.userId));
    // Where they did something their name is still read, long after they have left.
    const { rows } = await tx.execute<{ id: string }>(
      sql`select placar_organizations_naming(${scope.userId}::uuid) as id`,
    );
    return rows.map(({ id }) => id);
  },
});
