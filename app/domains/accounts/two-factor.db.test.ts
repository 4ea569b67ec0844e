import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import type { TestDatabase } from "#dev/test/database.ts";
import {
  changePassword,
  confirmTwoFactor,
  dropTwoFactor,
  makePasswordReset,
  renewRecoveryCodes,
  resetPassword,
  setUpTwoFactor,
  signIn,
  signUp,
  takeSecondStep,
  turnOffTwoFactor,
} from "./commands.server.ts";
import { findTwoFactorSetUp, readSession } from "./queries.server.ts";
import { recoveryCodeShape } from "./recovery-codes.ts";
import { userIdOfToken } from "./session-token.server.ts";
import { codeOf } from "./testing/authenticator.ts";
import { cookieOf, testSecret as secret, someBrowser, stepOf, withSession } from "./testing/browser.ts";
import { TooManyAttemptsError } from "./too-many-attempts-error.ts";
import { openSetUp } from "./two-factor-set-up.server.ts";

let opened: TwoProcesses;
let db: TestDatabase;
let here: DataLayer;
let there: DataLayer;

beforeAll(async () => {
  opened = await openTwoProcesses();
  ({ db, here, there } = opened);
});
afterAll(() => opened?.close());

const password = "correct horse battery";
const wrongCode = new FieldError("code", "wrongCode");

const system = () => callerFor(here, { kind: "system" } as const);
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

interface Somebody {
  email: string;
  userId: string;
  caller: Caller<{ kind: "account"; userId: string }>;
  /** of the session that they have, which turning the second step on and off replaces */
  cookie: string;
}

async function somebody(): Promise<Somebody> {
  const email = `${newId()}@example.com`;
  const made = await signUp(system(), { name: "Ana", email, password, browser: someBrowser() });
  const { userId } = made;
  return { email, userId, caller: callerFor(here, { kind: "account", userId }), cookie: cookieOf(made) };
}

const asked = ({ cookie }: Somebody, currentPassword = password) => ({
  currentPassword,
  browser: someBrowser({ cookie }),
});

/** Begins to set up an app; the key that it is told, as another process reads it. */
async function beginSetUp(person: Somebody): Promise<string> {
  await setUpTwoFactor(person.caller, asked(person));
  const found = await findTwoFactorSetUp(callerFor(there, person.caller.scope), {});
  const key = found && (await openSetUp(found, person.email, secret));
  if (!key) throw new Error("Nothing is being set up.");
  return key.key;
}

const confirm = (person: Somebody, code: string) =>
  confirmTwoFactor(person.caller, { code, browser: someBrowser({ cookie: person.cookie }) });

/** Somebody with an app: its key, their recovery codes. The code that the app showed before is spent. */
async function protectedPerson() {
  const person = await somebody();
  const key = await beginSetUp(person);
  const confirmed = () => confirm(person, codeOf(key, -1));
  // Once more, should the code have changed on its way.
  const { cookies, recoveryCodes } = await confirmed().catch(confirmed);
  return { ...person, cookie: cookieOf({ cookies }), key, recoveryCodes };
}

const tryPassword = ({ email }: Somebody, given = password) =>
  signIn(system(), { email, password: given, browser: someBrowser() });

const giveCode = (step: string, code: string, kind: "app" | "recovery" = "app", browser = someBrowser()) =>
  takeSecondStep(system(), { step, kind, code, browser });

const sessionsOf = async ({ userId }: Somebody) =>
  (await db.sql<{ token: string }>("select token from sessions where user_id = $1", [userId])).length;

const enabledFor = async (cookie: string) => {
  const token = decodeURIComponent(/placar\.session=([^;]+)/.exec(cookie)?.[1] ?? "").replace(/\.[^.]*$/, "");
  const userId = userIdOfToken(token) ?? "";
  const session = await readSession(callerFor(there, { kind: "system" }), { token, userId });
  return session?.user.twoFactorEnabled;
};

describe("setting up", () => {
  test("asks nothing of anybody before a first code has confirmed it", async () => {
    const person = await somebody();
    const key = await beginSetUp(person);
    expect(withSession(await tryPassword(person)).userId).toBe(person.userId);
    expect(await enabledFor(person.cookie)).toBe(false);
    expect(await failureOf(confirm(person, codeOf(key, 5)))).toEqual(wrongCode);
    expect(withSession(await tryPassword(person))).toBeDefined();

    const { cookies, recoveryCodes } = await confirm(person, codeOf(key));
    expect(await enabledFor(cookieOf({ cookies }))).toBe(true);
    expect(await enabledFor(person.cookie), "the session before").toBeUndefined();
    expect(recoveryCodes).toHaveLength(10);
    for (const code of recoveryCodes) expect(code).toMatch(recoveryCodeShape);
    expect(stepOf(await tryPassword(person))).toBeDefined();
  });

  test("wants the password, and no more than five wrong ones", async () => {
    const person = await somebody();
    for (let n = 0; n < 5; n++)
      expect(await failureOf(setUpTwoFactor(person.caller, asked(person, "something else")))).toEqual(
        new FieldError("currentPassword", "wrongPassword"),
      );
    expect(await failureOf(setUpTwoFactor(person.caller, asked(person)))).toBeInstanceOf(
      TooManyAttemptsError,
    );
  });

  test("begins anew with another key, until it is confirmed", async () => {
    const person = await somebody();
    const first = await beginSetUp(person);
    const second = await beginSetUp(person);
    expect(second).not.toBe(first);
    expect(await failureOf(confirm(person, codeOf(first)))).toEqual(wrongCode);
    const { cookies } = await confirm(person, codeOf(second));
    const later = { ...person, cookie: cookieOf({ cookies }) };
    expect(await failureOf(setUpTwoFactor(later.caller, asked(later)))).toBeInstanceOf(ConflictError);
    expect(await failureOf(confirm(later, codeOf(second, 1)))).toBeInstanceOf(ConflictError);
  });

  test("is over after half an hour", async () => {
    const person = await somebody();
    const key = await beginSetUp(person);
    await db.sql("update two_factors set updated_at = now() - interval '31 minutes' where user_id = $1", [
      person.userId,
    ]);
    expect(await failureOf(confirm(person, codeOf(key)))).toBeInstanceOf(ConflictError);
    const found = await findTwoFactorSetUp.recompute(person.caller, {});
    expect(found && (await openSetUp(found, person.email, secret))).toBeUndefined();
  });

  test("keeps neither key nor codes in clear", async () => {
    const { userId, key, recoveryCodes } = await protectedPerson();
    const [row] = await db.sql("select t::text as text from two_factors t where user_id = $1", [userId]);
    const letters = Buffer.from(
      (
        [...key]
          .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
          .join("")
          .match(/.{8}/g) ?? []
      ).map((byte) => Number.parseInt(byte, 2)),
    ).toString();
    expect(letters).toMatch(/^[\w-]{32}$/);
    for (const each of [key, letters, ...recoveryCodes]) expect(JSON.stringify(row)).not.toContain(each);
  });
});

describe("signing in", () => {
  test("makes no session before the code, and one with it", async () => {
    const person = await protectedPerson();
    const before = await sessionsOf(person);
    const outcome = await tryPassword(person);
    expect(cookieOf(outcome)).not.toContain("placar.session=");
    expect(await sessionsOf(person)).toBe(before);
    const step = stepOf(outcome);
    expect(await failureOf(giveCode(step, codeOf(person.key, 5)))).toEqual(wrongCode);
    expect(await sessionsOf(person)).toBe(before);

    const { userId, cookies } = await giveCode(step, codeOf(person.key));
    expect(userId).toBe(person.userId);
    expect(await enabledFor(cookieOf({ cookies }))).toBe(true);
    expect(await failureOf(giveCode(step, codeOf(person.key, 1))), "the step once more").toBeInstanceOf(
      ConflictError,
    );
  });

  test("takes a code once", async () => {
    const person = await protectedPerson();
    const code = codeOf(person.key);
    const [one, other] = [stepOf(await tryPassword(person)), stepOf(await tryPassword(person))];
    await giveCode(one, code);
    expect(await failureOf(giveCode(other, code))).toEqual(new FieldError("code", "usedCode"));
    expect(await giveCode(other, codeOf(person.key, 1))).toBeDefined();
  });

  test("takes a recovery code once, of those that are left", async () => {
    const person = await protectedPerson();
    const [first = "", second = ""] = person.recoveryCodes;
    const { codesLeft } = await giveCode(stepOf(await tryPassword(person)), first, "recovery");
    expect(codesLeft).toBe(9);
    const step = stepOf(await tryPassword(person));
    expect(await failureOf(giveCode(step, first, "recovery"))).toEqual(
      new FieldError("code", "wrongRecoveryCode"),
    );
    expect((await giveCode(step, second, "recovery")).codesLeft).toBe(8);
    // A code of one kind is none of the other.
    const another = stepOf(await tryPassword(person));
    expect(await failureOf(giveCode(another, codeOf(person.key), "recovery"))).toBeInstanceOf(FieldError);
  });

  test("twice at once with one recovery code makes one session", async () => {
    const person = await protectedPerson();
    const [code = ""] = person.recoveryCodes;
    const steps = [stepOf(await tryPassword(person)), stepOf(await tryPassword(person))];
    const both = await Promise.allSettled(steps.map((step) => giveCode(step, code, "recovery")));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("refuses a person's sixth code, from wherever and in whichever step, the right one included", async () => {
    const person = await protectedPerson();
    for (let n = 0; n < 5; n++) {
      const step = stepOf(await tryPassword(person));
      expect(await failureOf(giveCode(step, codeOf(person.key, 5)))).toEqual(wrongCode);
    }
    const step = stepOf(await tryPassword(person));
    for (const [code, kind] of [
      [codeOf(person.key), "app"],
      [person.recoveryCodes[0] ?? "", "recovery"],
    ] as const)
      expect(await failureOf(giveCode(step, code, kind))).toBeInstanceOf(TooManyAttemptsError);
    // Others have limits of their own.
    const other = await protectedPerson();
    expect(await giveCode(stepOf(await tryPassword(other)), codeOf(other.key))).toBeDefined();
  });

  test("is over after ten minutes, and for whoever made the step up", async () => {
    const person = await protectedPerson();
    const step = stepOf(await tryPassword(person));
    await db.sql("update verifications set expires_at = now() where identifier = $1", [step]);
    expect(await failureOf(giveCode(step, codeOf(person.key)))).toBeInstanceOf(ConflictError);
    expect(await failureOf(giveCode("2fa-made-up", codeOf(person.key)))).toBeInstanceOf(ConflictError);
    const { verificationId } = await makePasswordReset(system(), { email: person.email });
    const reset = `reset-password:${verificationId}`;
    expect(await failureOf(giveCode(reset, codeOf(person.key)))).toBeInstanceOf(ConflictError);
  });

  test("is over when the password changes between it and the code", async () => {
    const person = await protectedPerson();
    const newPassword = "incorrect horse battery";
    const first = stepOf(await tryPassword(person));
    const { verificationId } = await makePasswordReset(system(), { email: person.email });
    await resetPassword(system(), { verificationId, newPassword, network: newId(), secret });
    expect(await failureOf(giveCode(first, codeOf(person.key)))).toBeInstanceOf(ConflictError);
    expect(await sessionsOf(person)).toBe(0);

    // The new password alone is not enough either.
    const step = stepOf(await tryPassword(person, newPassword));
    const { cookies } = await giveCode(step, codeOf(person.key));
    const second = stepOf(await tryPassword(person, newPassword));
    await changePassword(person.caller, {
      currentPassword: newPassword,
      newPassword: password,
      browser: someBrowser({ cookie: cookieOf({ cookies }) }),
    });
    expect(await failureOf(giveCode(second, codeOf(person.key, 1)))).toBeInstanceOf(ConflictError);
  });

  test("leaves the account of a session that the browser still has alone", async () => {
    const person = await protectedPerson();
    const other = await somebody();
    await beginSetUp(other);
    const step = stepOf(await tryPassword(person));
    const browser = someBrowser({ cookie: other.cookie });
    const { userId } = await giveCode(step, codeOf(person.key), "app", browser);
    expect(userId).toBe(person.userId);
  });
});

describe("with the password", () => {
  test("new recovery codes take the place of the old ones", async () => {
    const person = await protectedPerson();
    expect(await failureOf(renewRecoveryCodes(person.caller, asked(person, "something else")))).toEqual(
      new FieldError("currentPassword", "wrongPassword"),
    );
    const [fresh = ""] = await renewRecoveryCodes(person.caller, asked(person));
    const step = stepOf(await tryPassword(person));
    const [old = ""] = person.recoveryCodes;
    expect(await failureOf(giveCode(step, old, "recovery"))).toBeInstanceOf(FieldError);
    expect((await giveCode(step, fresh, "recovery")).codesLeft).toBe(9);
  });

  test("there are none for who has no app", async () => {
    const person = await somebody();
    expect(await failureOf(renewRecoveryCodes(person.caller, asked(person)))).toBeInstanceOf(ConflictError);
  });

  test("the second step is turned off, and nothing is left of it", async () => {
    const person = await protectedPerson();
    const step = stepOf(await tryPassword(person));
    expect(await failureOf(turnOffTwoFactor(person.caller, asked(person, "something else")))).toEqual(
      new FieldError("currentPassword", "wrongPassword"),
    );
    const { cookies } = await turnOffTwoFactor(person.caller, asked(person));
    expect(await enabledFor(cookieOf({ cookies }))).toBe(false);
    expect(await failureOf(giveCode(step, codeOf(person.key)))).toBeInstanceOf(ConflictError);
    expect(withSession(await tryPassword(person)).userId).toBe(person.userId);
    expect(await db.sql("select id from two_factors where user_id = $1", [person.userId])).toEqual([]);
    // And on again, with another key.
    expect(await beginSetUp({ ...person, cookie: cookieOf({ cookies }) })).not.toBe(person.key);
  });
});

test("an operator turns it off for who has lost phone and codes", async () => {
  const person = await protectedPerson();
  const { email, userId } = person;
  expect(await enabledFor(person.cookie)).toBe(true);
  expect(await dropTwoFactor(system(), { email, isTold: false })).toEqual({ userId, wasOn: true });
  expect(await enabledFor(person.cookie)).toBe(false);
  expect(withSession(await tryPassword(person)).userId).toBe(userId);
  expect(await dropTwoFactor(system(), { email, isTold: false })).toEqual({ userId, wasOn: false });
  expect(await dropTwoFactor(system(), { email: "nobody@example.com", isTold: true })).toBeNull();
});
