import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginSession, sessionCookie } from "#app/domains/accounts/testing/browser.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { outcomeOf } from "#app/server/testing/outcome.ts";
import { testContext } from "#app/server/testing/test-context.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { fill, firstOf } from "#dev/test/routes.ts";
import routes from "../routes.ts";

// Every loader and action of the map is called as somebody who may not: whoever adds a route meets this first. What each role is
// answered, `e2e/permissions.spec.ts` and `actions.http.test.ts` say.

type Handler = (args: unknown) => unknown;
type Module = { loader?: Handler; action?: Handler };

interface Place {
  path: string;
  file: string;
}

function flatten(entries: readonly RouteConfigEntry[], above = ""): Place[] {
  return entries.flatMap(({ path = "", file, children = [] }) => {
    const full = [above, path].filter((part) => part !== "").join("/");
    return [{ path: `/${full}`, file }, ...flatten(children, full)];
  });
}

const places = flatten(await routes);

/** What anybody may use, or what asks for a token instead of a session: to stand here is a decision. */
const open = [
  ...["/sign-in", "/sign-up", "/sign-out", "/invitations/:token", "/preferences"],
  ...["/sign-in/code", "/sign-in/recovery-code"],
  ...["/forgot-password", "/reset-password/:token", "/confirm-email/:token"],
  ...["/health/live", "/health/ready", "/metrics"],
];

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let outsider: string;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  const elsewhere = await arrangeOrganization(db.sql, "elsewhere");
  outsider = await sessionOf(elsewhere.users.owner);
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const sessionOf = async (userId: string) => sessionCookie(await beginSession(db.sql, userId));

/** What each handler of a route comes to for who holds the cookie. */
async function outcomes({ path, file }: Place, cookie: string | undefined, slug = "agency") {
  const params = { ...firstOf(agency), organization: slug };
  const url = fill(path, params);
  const module: Module = await import(join(import.meta.dirname, "..", file));
  const found: Record<string, string> = {};
  for (const [name, method] of [
    ["loader", "GET"],
    ["action", "POST"],
  ] as const) {
    const handler = module[name];
    if (!handler) continue;
    const given = testContext(data, { url, method, cookie });
    found[name] = await outcomeOf(() => handler({ ...given, params, pattern: path }));
  }
  return found;
}

const guarded = places.filter(({ path }) => !open.includes(path));
const inside = guarded.filter(({ path }) => path.startsWith("/o/:organization"));

test("the map is complete", () => {
  const files = readdirSync(join(import.meta.dirname), { recursive: true, encoding: "utf8" });
  expect(inside.length).toBeGreaterThan(5);
  for (const { file } of places) expect(files).toContain(file.replace("routes/", ""));
});

describe.each(guarded)("$path ($file)", (place) => {
  test("lets nobody in who is not signed in", async () => {
    const found = Object.entries(await outcomes(place, undefined));
    expect(found).not.toEqual([]);
    for (const [name, outcome] of found) expect.soft(outcome, name).toMatch(/^302 \/sign-in/);
  });
});

describe.each(inside)("$path ($file)", (place) => {
  test("looks to an outsider as if it were not there, whether it is or not", async () => {
    for (const slug of ["agency", "nothing"]) {
      const found = Object.entries(await outcomes(place, outsider, slug));
      for (const [name, outcome] of found) expect.soft(outcome, `${name} of ${slug}`).toBe("404");
    }
  });
});
