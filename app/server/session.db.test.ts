import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { type SignedIn, signOut, signUp } from "#app/domains/accounts/commands.server.ts";
import { cookieOf, someBrowser, testSecret } from "#app/domains/accounts/testing/browser.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { createOrganization } from "#app/domains/organizations/commands.server.ts";
import { addMember, changeRole } from "#app/domains/people/commands.server.ts";
import { can, permissions } from "#app/domains/people/permissions.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type { Role } from "#schema";
import { optionalSession, requireAccount, requireMember } from "./session.server.ts";
import { forgetSessionCookie, readSessionCookie } from "./session-cookie.server.ts";
import { outcomeOf } from "./testing/outcome.ts";
import { type TestRequest, testContext } from "./testing/test-context.ts";

let db: TestDatabase;
let data: DataLayer;
let owner: SignedIn;
let organizationId: string;

const form = { name: "Agency", currency: "BRL", timeZone: "America/Sao_Paulo", locale: "pt-BR" } as const;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  owner = await somebody();
  const asOwner = callerFor(data, { kind: "account", userId: owner.userId });
  organizationId = (await createOrganization(asOwner, { ...form, slug: "agency" })).organizationId;
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

function somebody(secure = false): Promise<SignedIn> {
  const browser = someBrowser();
  return signUp(callerFor(data, { kind: "system" }), {
    name: "Ana",
    email: `${newId()}@example.com`,
    password: "correct horse battery",
    browser: { ...browser, cookies: { ...browser.cookies, secure } },
  });
}

const contextOf = (cookie: string | undefined, request: TestRequest = {}) =>
  testContext(data, { cookie, ...request }).context;

const inside = () => callerFor(data, { kind: "system", organizationId } as const);

describe("the cookie", () => {
  const settings = { secret: testSecret, secure: false };

  test("is read as the auth library wrote it, among others and with the attributes of its kind", async () => {
    const [cookie = ""] = owner.cookies;
    expect(cookie).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(readSessionCookie(`theme=dark; ${cookieOf(owner)}; locale=en`, settings)).toBe(owner.token);
    const secure = await somebody(true);
    expect(secure.cookies[0]).toMatch(/^__Secure-placar\.session=.*; HttpOnly; Secure; SameSite=Lax$/);
    expect(readSessionCookie(cookieOf(secure), { ...settings, secure: true })).toBe(secure.token);
    expect(readSessionCookie(cookieOf(secure), settings)).toBeUndefined();
  });

  test("is worth nothing with any part of it changed, or signed with another secret", () => {
    const cookie = cookieOf(owner);
    const start = cookie.indexOf("=") + 1;
    // The last figure of the signature carries bits that base64 leaves unused.
    const end = cookie.length - "x%3D".length;
    for (let at = start; at < end; at++) {
      const other = cookie[at] === "a" ? "b" : "a";
      const changed = cookie.slice(0, at) + other + cookie.slice(at + 1);
      expect.soft(readSessionCookie(changed, settings), changed).toBeUndefined();
    }
    expect(readSessionCookie(cookie, { ...settings, secret: `${testSecret}.` })).toBeUndefined();
  });

  test.each([
    "",
    "placar.session",
    "placar.session=",
    "placar.session=.",
    "placar.session=a.",
    "placar.session=.a",
    "placar.session=%",
    "placar.session=%E0%A4%A",
  ])("%j is none", (header) => {
    expect(readSessionCookie(header, settings)).toBeUndefined();
  });

  test("is forgotten under the name it was given", () => {
    expect(forgetSessionCookie(settings)).toMatch(/^placar\.session=; Path=\/; Max-Age=0;/);
    expect(forgetSessionCookie({ ...settings, secure: true })).toMatch(/^__Secure-placar\.session=;.*Secure/);
  });
});

describe("a session", () => {
  test("is read once a request, and costs no query once it is cached", async () => {
    await optionalSession(contextOf(cookieOf(owner)));
    const { context, facts } = testContext(data, { cookie: cookieOf(owner) });
    const [one, other] = [optionalSession(context), optionalSession(context)];
    expect(one).toBe(other);
    expect(await one).toMatchObject({
      token: owner.token,
      user: { id: owner.userId, name: "Ana" },
      memberships: [{ role: "owner", organization: { id: organizationId, slug: "agency", ...form } }],
    });
    expect(facts.timings.header()).toMatch(
      /session;dur=[\d.]+;desc="1", cache;dur=[\d.]+;desc="1", db;dur=0\.0;desc="0"/,
    );
  });

  test("is none without a cookie, and after signing out", async () => {
    expect(await optionalSession(contextOf(undefined))).toBeUndefined();
    const leaving = await somebody();
    expect(await optionalSession(contextOf(cookieOf(leaving)))).toBeDefined();
    await signOut(callerFor(data, { kind: "account", userId: leaving.userId }), { token: leaving.token });
    expect(await optionalSession(contextOf(cookieOf(leaving)))).toBeUndefined();
  });

  test("ends with its time, also while it is cached", async () => {
    const leaving = await somebody();
    expect(await optionalSession(contextOf(cookieOf(leaving)))).toBeDefined();
    const [row] = await db.sql<{ expires: Date }>(
      "select expires_at as expires from sessions where user_id = $1",
      [leaving.userId],
    );
    const expires = row?.expires.getTime() ?? 0;
    expect(expires - Date.now()).toBeGreaterThan(29.9 * 24 * 3600 * 1000);
    vi.useFakeTimers({ toFake: ["Date"], now: expires - 60_000 });
    expect(await optionalSession(contextOf(cookieOf(leaving)))).toBeDefined();
    vi.setSystemTime(expires);
    expect(await optionalSession(contextOf(cookieOf(leaving)))).toBeUndefined();
  });
});

describe("whoever is not signed in", () => {
  test.each([
    ["/o/agency/leads?status=won", "/sign-in?next=%2Fo%2Fagency%2Fleads%3Fstatus%3Dwon"],
    ["/o/agency/leads.data?status=won&_routes=root", "/sign-in?next=%2Fo%2Fagency%2Fleads%3Fstatus%3Dwon"],
    ["/", "/sign-in"],
  ])("is sent from %s to %s", async (url, location) => {
    expect(await outcomeOf(() => requireAccount(contextOf(undefined, { url })))).toBe(`302 ${location}`);
    expect(await outcomeOf(() => requireMember(contextOf(undefined, { url }), "agency", "leads.read"))).toBe(
      `302 ${location}`,
    );
  });
});

describe("a member", () => {
  const member = (
    signedIn: SignedIn,
    slug = "agency",
    permission: (typeof permissions)[number] = "leads.read",
  ) => requireMember(contextOf(cookieOf(signedIn)), slug, permission);

  test("acts within the organization, as who they are", async () => {
    const { caller, organization, role, user } = await member(owner);
    expect(caller.scope).toEqual({
      kind: "organization",
      organizationId,
      userId: owner.userId,
      role: "owner",
    });
    expect(organization).toEqual({ id: organizationId, slug: "agency", ...form });
    expect([role, user.id]).toEqual(["owner", owner.userId]);
  });

  test("of nothing finds no organization, whether it is there or not", async () => {
    const outsider = await somebody();
    expect(await outcomeOf(() => member(outsider))).toBe("404");
    expect(await outcomeOf(() => member(outsider, "nothing"))).toBe("404");
    expect(await outcomeOf(() => member(owner, "nothing"))).toBe("404");
  });

  test.each(["owner", "admin", "mentor", "mentee"] as const satisfies Role[])(
    "who is %s may do what the role may, and gets 403 for the rest",
    async (role) => {
      const person = await somebody();
      await addMember(inside(), { userId: person.userId, role });
      for (const permission of permissions) {
        const expected = can(role, permission) ? "200" : "403";
        expect.soft(await outcomeOf(() => member(person, "agency", permission)), permission).toBe(expected);
      }
    },
  );

  test("has a changed role from the next request on", async () => {
    const person = await somebody();
    await addMember(inside(), { userId: person.userId, role: "mentee" });
    expect(await outcomeOf(() => member(person, "agency", "people.manage"))).toBe("403");
    await changeRole(inside(), { userId: person.userId, role: "admin" });
    expect(await outcomeOf(() => member(person, "agency", "people.manage"))).toBe("200");
  });
});
