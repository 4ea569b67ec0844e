import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { FieldError } from "#app/domains/errors.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import type { TestDatabase } from "#dev/test/database.ts";
import { whileHeld } from "#dev/test/while-held.ts";
import { rateLimits } from "#schema";
import {
  admitAttempt,
  changeName,
  changePassword,
  endOtherSessions,
  endSession,
  limitOn,
  noteSessionUse,
  type SignedIn,
  signIn,
  signOut,
  signUp,
} from "./commands.server.ts";
import { listSessions, readSession } from "./queries.server.ts";
import { userIdOfToken } from "./session-token.server.ts";
import { cookieOf, someBrowser, withSession } from "./testing/browser.ts";
import { TooManyAttemptsError } from "./too-many-attempts-error.ts";

let opened: TwoProcesses;
let db: TestDatabase;
let here: DataLayer;
let there: DataLayer;

beforeAll(async () => {
  opened = await openTwoProcesses();
  ({ db, here, there } = opened);
});
afterAll(() => opened?.close());

const system = () => callerFor(here, { kind: "system" } as const);
const account = ({ userId }: SignedIn) => callerFor(here, { kind: "account", userId } as const);

const password = "correct horse battery";
const someEmail = () => `${newId()}@example.com`;

const signUpAs = (email: string) =>
  signUp(system(), { name: "Ana", email, password, browser: someBrowser() });

const signInAs = async (email: string, given = password, network = newId()) =>
  withSession(await signIn(system(), { email, password: given, browser: someBrowser({ network }) }));

/** A session as the other process sees it. */
const seen = ({ token, userId }: SignedIn, layer = there) =>
  readSession(callerFor(layer, { kind: "system" }), { token, userId });

/** What a promise rejects with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("signing up", () => {
  test("makes an account whose password is kept as a hash, and a session", async () => {
    const email = someEmail();
    const signedIn = await signUpAs(email);
    expect(userIdOfToken(signedIn.token)).toBe(signedIn.userId);
    expect(cookieOf(signedIn)).toContain(`placar.session=${signedIn.token}.`);
    expect(await seen(signedIn)).toMatchObject({
      user: { id: signedIn.userId, name: "Ana", email },
      memberships: [],
    });
    const [stored] = await db.sql<{ password: string }>("select password from accounts where user_id = $1", [
      signedIn.userId,
    ]);
    expect(stored?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    const [session] = await db.sql("select ip_address, user_agent from sessions where user_id = $1", [
      signedIn.userId,
    ]);
    expect(session).toEqual({ ip_address: "", user_agent: "Test" });
  });

  test("with an e-mail address that has an account is an error of that field, and writes nothing", async () => {
    const email = someEmail();
    await signUpAs(email);
    expect(await failureOf(signUpAs(email))).toEqual(new FieldError("email", "emailTaken"));
    const [count] = await db.sql("select count(*) from users where email = $1", [email]);
    expect(count).toEqual({ count: 1 });
  });

  test("twice at once with one e-mail address makes one account", async () => {
    const email = someEmail();
    const both = await Promise.allSettled([signUpAs(email), signUpAs(email)]);
    const won = both.find((result) => result.status === "fulfilled");
    const lost = both.find((result) => result.status === "rejected");
    expect(won?.value.userId).toBeDefined();
    expect(lost?.reason).toEqual(new FieldError("email", "emailTaken"));
  });
});

describe("signing in", () => {
  test("begins a session of its own each time", async () => {
    const email = someEmail();
    const first = await signUpAs(email);
    const second = await signInAs(email);
    expect(second.userId).toBe(first.userId);
    expect(second.token).not.toBe(first.token);
    expect(await seen(first)).toBeDefined();
    expect(await seen(second)).toBeDefined();
  });

  test("says the same of a wrong password as of an unknown e-mail address", async () => {
    const email = someEmail();
    await signUpAs(email);
    const wrong = await failureOf(signInAs(email, "something else"));
    const unknown = await failureOf(signInAs(someEmail()));
    expect(wrong).toEqual(new FieldError("password", "wrongCredentials"));
    expect(unknown).toEqual(wrong);
  });

  test("clears away the person's sessions whose time is over", async () => {
    const email = someEmail();
    const { userId } = await signUpAs(email);
    await db.sql("update sessions set expires_at = now() - interval '1 second' where user_id = $1", [userId]);
    const { token } = await signInAs(email);
    expect(await db.sql("select token from sessions where user_id = $1", [userId])).toEqual([{ token }]);
  });

  test("leaves no hash of a password in the cache", async () => {
    const email = someEmail();
    await signUpAs(email);
    const signedIn = await signInAs(email);
    expect(JSON.stringify(await seen(signedIn))).not.toMatch(/password|[0-9a-f]{64}/);
  });
});

describe("attempts", () => {
  const wrong = (email: string, network: string) => failureOf(signInAs(email, "something else", network));

  test("are refused after five failures from a network, the right password included, but from no other", async () => {
    const [email, network] = [someEmail(), newId()];
    await signUpAs(email);
    for (let n = 0; n < 5; n++) expect(await wrong(email, network)).toBeInstanceOf(FieldError);
    const refusal = await failureOf(signInAs(email, password, network));
    expect(refusal).toBeInstanceOf(TooManyAttemptsError);
    const minutes = ((refusal as TooManyAttemptsError).retryAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15.1);
    expect(await signInAs(email)).toBeDefined();
    expect(await signInAs(email, password, newId())).toBeDefined();
  });

  test("cannot slip through by coming all at once", async () => {
    const [email, network] = [someEmail(), newId()];
    const failures = await Promise.all(Array.from({ length: 12 }, () => wrong(email, network)));
    expect(failures.filter((error) => error instanceof FieldError)).toHaveLength(5);
    expect(failures.filter((error) => error instanceof TooManyAttemptsError)).toHaveLength(7);
  });

  test("that succeed use nothing up, and none is held against a person once its time is over", async () => {
    const [email, network] = [someEmail(), newId()];
    await signUpAs(email);
    for (let n = 0; n < 7; n++) await signInAs(email, password, network);
    for (let n = 0; n < 5; n++) await wrong(email, network);
    expect(await wrong(email, network)).toBeInstanceOf(TooManyAttemptsError);
    await db.sql("update rate_limits set expires_at = now() - interval '1 second'");
    expect(await wrong(email, network)).toBeInstanceOf(FieldError);
    expect(await signInAs(email, password, network)).toBeDefined();
  });

  test("of a network with many addresses are refused after fifty", async () => {
    const network = newId();
    await wrong(someEmail(), network);
    // The network's row is the one that the second address counts on too.
    await wrong(someEmail(), network);
    await db.sql(
      "update rate_limits set attempts = 50 where attempts = 2 and updated_at > now() - interval '1 minute'",
    );
    expect(await wrong(someEmail(), network)).toBeInstanceOf(TooManyAttemptsError);
    expect(await wrong(someEmail(), newId())).toBeInstanceOf(FieldError);
  });

  test("are counted under hashes, and forgotten after their time", async () => {
    await db.sql("update rate_limits set expires_at = now() - interval '1 second'");
    const [email, network] = ["somebody@example.com", "203.0.113.9"];
    for (let n = 0; n < 5; n++) await wrong(email, network);
    const rows = await db.sql("select * from rate_limits");
    expect(rows.length).toBeLessThanOrEqual(2 + 20);
    // Of the network more than its first number, which a time of day may have too.
    expect(JSON.stringify(rows)).not.toMatch(/somebody|example|203\.0/);
  });
});

// The embedded database has one connection.
if (inject("testStack").kind !== "pglite")
  test("an attempt that waits to be counted keeps no other from being counted", async () => {
    const [mine, theirs] = [limitOn(5, newId(), "mine"), limitOn(5, newId(), "theirs")];
    for (const limit of [mine, theirs]) await admitAttempt(system(), [limit]);
    await db.sql("update rate_limits set expires_at = now() - interval '1 second'");
    const { waited, seen } = await whileHeld(db, here.database, {
      scope: { kind: "system" },
      hold: (tx) => tx.select().from(rateLimits).where(eq(rateLimits.id, mine.id)).for("update"),
      command: () => admitAttempt(system(), [mine]),
      look: () => db.sql("select 1 from rate_limits where id = $1 for update skip locked", [theirs.id]),
    });
    expect([waited, seen?.length]).toEqual([true, 1]);
  });

describe("signing out", () => {
  test("ends the session everywhere at once, and only that one", async () => {
    const email = someEmail();
    const [one, other] = [await signUpAs(email), await signInAs(email)];
    await seen(one);
    await seen(other);
    await signOut(account(one), { token: one.token });
    expect(await seen(one)).toBeUndefined();
    expect(await seen(other)).toBeDefined();
  });

  test("cannot end another person's session", async () => {
    const [mine, theirs] = [await signUpAs(someEmail()), await signUpAs(someEmail())];
    await signOut(account(mine), { token: theirs.token });
    expect(await seen(theirs)).toBeDefined();
  });
});

describe("changing the password", () => {
  const change = (caller: Caller<{ kind: "account"; userId: string }>, cookie: string, current = password) =>
    changePassword(caller, {
      currentPassword: current,
      newPassword: "another long password",
      browser: someBrowser({ cookie }),
    });

  test("ends every other session, seen at the next request anywhere", async () => {
    const email = someEmail();
    const [mine, other] = [await signUpAs(email), await signInAs(email)];
    await seen(mine);
    await seen(other);
    const renewed = await change(account(mine), cookieOf(mine));
    expect(await seen(other)).toBeUndefined();
    expect(await seen(mine)).toBeUndefined();
    expect(await seen(renewed)).toMatchObject({ user: { email } });
    expect(await failureOf(signInAs(email))).toEqual(new FieldError("password", "wrongCredentials"));
    expect(await signInAs(email, "another long password")).toBeDefined();
  });

  test("needs the current one, and not by guessing", async () => {
    const mine = await signUpAs(someEmail());
    const guess = () => failureOf(change(account(mine), cookieOf(mine), "something else"));
    for (let n = 0; n < 5; n++) {
      expect(await guess()).toEqual(new FieldError("currentPassword", "wrongPassword"));
    }
    expect(await guess()).toBeInstanceOf(TooManyAttemptsError);
    expect(await seen(mine)).toBeDefined();
  });

  test("is nobody's to do with another person's session", async () => {
    const [mine, theirs] = [await signUpAs(someEmail()), await signUpAs(someEmail())];
    await expect(change(account(mine), cookieOf(theirs))).rejects.toThrow();
    expect(await seen(theirs)).toBeDefined();
  });

  test("is refused once the session was ended", async () => {
    const mine = await signUpAs(someEmail());
    await db.sql("delete from sessions where user_id = $1", [mine.userId]);
    await expect(change(account(mine), cookieOf(mine))).rejects.toThrow("The session has just ended.");
  });
});

test("a new name is shown by the person's next request, wherever it goes", async () => {
  const mine = await signUpAs(someEmail());
  expect(await seen(mine)).toMatchObject({ user: { name: "Ana" } });
  await changeName(account(mine), { name: "Ana Maria" });
  expect(await seen(mine)).toMatchObject({ user: { name: "Ana Maria" } });
});

test("a session of somebody else's token does not exist", async () => {
  const [mine, theirs] = [await signUpAs(someEmail()), await signUpAs(someEmail())];
  expect(await seen({ ...mine, userId: theirs.userId })).toBeUndefined();
  expect(await seen({ ...mine, token: `${mine.userId}.${"x".repeat(32)}` })).toBeUndefined();
});

describe("one's sessions", () => {
  const listed = ({ userId }: SignedIn) => listSessions(callerFor(there, { kind: "account", userId }), {});

  test("are listed wherever they began and end, and ended they are nobody's at the next request", async () => {
    const email = someEmail();
    const mine = await signUpAs(email);
    expect(await listed(mine)).toMatchObject([{ userAgent: "Test" }]);
    const [second, third] = [await signInAs(email), await signInAs(email)];
    const stranger = await signUpAs(someEmail());
    for (const each of [mine, second, third, stranger]) await seen(each);
    const all = await listed(mine);
    expect(all).toHaveLength(3);

    const ofSecond = (await seen(second))?.session.id ?? "";
    await endSession(account(stranger), { sessionId: ofSecond });
    expect(await seen(second)).toBeDefined();
    await endSession(account(mine), { sessionId: ofSecond });
    expect(await seen(second)).toBeUndefined();
    expect((await listed(mine)).map(({ id }) => id)).toEqual(
      all.map(({ id }) => id).filter((id) => id !== ofSecond),
    );
    await endOtherSessions(account(mine), { token: mine.token });
    expect([await seen(third), (await listed(mine)).length]).toEqual([undefined, 1]);
    expect(await seen(stranger)).toBeDefined();
    await signOut(account(mine), { token: mine.token });
    expect(await listed(mine)).toEqual([]);
  });

  test("say when they were last used, and are written to once an hour at most", async () => {
    const mine = await signUpAs(someEmail());
    const use = () => noteSessionUse(account(mine), { token: mine.token });
    expect(await use()).toBe(false);
    await db.sql("update sessions set last_used_at = now() - interval '61 minutes' where token = $1", [
      mine.token,
    ]);
    expect([await use(), await use()]).toEqual([true, false]);
    const [session] = await listed(mine);
    expect(Date.now() - (session?.lastUsedAt.getTime() ?? 0)).toBeLessThan(60_000);
  });
});
