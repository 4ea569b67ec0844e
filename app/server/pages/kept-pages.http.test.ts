import { gunzipSync } from "node:zlib";
import { Redis } from "ioredis";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { changeName, signOut } from "#app/domains/accounts/commands.server.ts";
import { testSecret } from "#app/domains/accounts/testing/browser.ts";
import { callerFor } from "#app/domains/caller.ts";
import { moveLead } from "#app/domains/leads/commands.server.ts";
import { changeOrganization } from "#app/domains/organizations/commands.server.ts";
import { changeRole } from "#app/domains/people/commands.server.ts";
import { nextMidnight } from "#app/domains/period.ts";
import { signValue } from "#app/signing/signed-value.server.ts";
import type { Audience } from "../audience.server.ts";
import type { Answer } from "./testing/built-app.ts";
import type { Person, Tenant } from "./testing/people.ts";
import { pageStores, useBuiltApp } from "./testing/use-built-app.ts";

const html = { Accept: "text/html", "Accept-Language": "en" };

test("what a kept page's loaders are given has no person in it", () => {
  expectTypeOf<keyof Audience>().toEqualTypeOf<"caller" | "organization" | "role">();
});

describe.each(pageStores)("with the cache in %s", (store) => {
  const use = useBuiltApp(store);
  const { arrange, inside } = use;

  const keptOf = ({ slug }: Tenant) => [
    `/o/${slug}`,
    `/o/${slug}/leads`,
    `/o/${slug}/leads?status=new`,
    `/o/${slug}/reports/pipeline?by=month`,
  ];
  const get = (path: string, { cookie }: { cookie: string }, headers: Record<string, string> = {}) =>
    use.app.get(path, { ...html, Cookie: cookie, ...headers });
  const uncached = () =>
    `uncached=${signValue(String(Math.ceil(Date.now() / 1000) + 60), "uncached", testSecret)}`;
  /** As its reader alone would get it, past everything that is kept, and whole, as it is kept. */
  const anewFor = (path: string, { cookie }: Person) =>
    get(path, { cookie: `${cookie}; ${uncached()}` }, { "User-Agent": "Googlebot" });
  const renders = ({ headers }: Answer) =>
    Number(/render;dur=[\d.]+;desc="(\d+)"/.exec(String(headers["server-timing"]))?.[1]);

  function onlyOf(people: Person[], role: string): Person[] {
    return people.filter((person) => person.role === role);
  }

  /** A page without what differs from answer to answer. */
  function impersonal({ headers, body }: Answer, { canary }: Person): string {
    const text = (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "none";
    return text
      .replaceAll(nonce, "NONCE")
      .replaceAll(String(headers["x-request-id"]), "ID")
      .replaceAll(canary, "CANARY");
  }

  test("exactly these pages are kept, and exactly these are revalidated", async () => {
    const tenant = await arrange();
    const [first, second] = onlyOf(tenant.people, "owner");
    if (!first || !second) throw new Error("There are two owners.");
    const base = `/o/${tenant.slug}`;
    const lead = `${base}/leads/${tenant.leadIds[0]}`;
    const pages = ["", "/leads", "/leads/new", "/reports/pipeline"].map((path) => `${base}${path}`);
    const all = [...pages, lead, `${lead}/edit`, "/account", "/account/password", "/organizations/new"];
    const [keeps, revalidates]: [string[], string[]] = [[], []];
    for (const path of all) {
      const [one, other] = [await get(path, first), await get(path, second)];
      expect([path, one.status, other.status]).toEqual([path, 200, 200]);
      if (renders(other) === 0) keeps.push(path);
      if (one.headers.etag) revalidates.push(path);
    }
    expect(keeps).toEqual([base, `${base}/leads`, `${base}/reports/pipeline`]);
    expect(revalidates.sort()).toEqual([...keeps, lead].sort());
  });

  test("a page is what rendering it for its reader would have made, byte for byte, for everybody", async () => {
    const tenant = await arrange();
    vi.useFakeTimers({ toFake: ["Date"] });
    for (const path of keptOf(tenant)) {
      const seen = new Map<string, Set<string>>();
      for (const person of [...tenant.people, ...tenant.people]) {
        const plain = await get(path, person);
        const zipped = await get(path, person, { "Accept-Encoding": "br, gzip" });
        const anew = await anewFor(path, person);
        expect([renders(zipped), renders(anew)]).toEqual([0, 1]);
        expect([plain.headers["content-encoding"], zipped.headers["content-encoding"]]).toEqual([
          undefined,
          "gzip",
        ]);
        expect(impersonal(plain, person)).toBe(impersonal(anew, person));
        expect(impersonal(zipped, person)).toBe(impersonal(anew, person));
        expect(plain.body.toString()).toContain(person.canary);
        const audience = person.role === "mentor" || person.role === "mentee" ? person.userId : person.role;
        seen.set(audience, (seen.get(audience) ?? new Set()).add(impersonal(plain, person)));
      }
      expect([...seen.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
    }
  });

  test("a hit costs one round trip: no statement, no rendering", async () => {
    const tenant = await arrange();
    for (const path of keptOf(tenant)) {
      for (const person of tenant.people) {
        await get(path, person);
        const before = use.app.statements();
        const hit = await get(path, person);
        expect(hit.status).toBe(200);
        expect(hit.headers["server-timing"]).toMatch(
          /^session;dur=0.0;desc="0", cache;dur=[\d.]+;desc="1", db;dur=0.0;desc="0", render;dur=0.0;desc="0"/,
        );
        expect(use.app.statements()).toBe(before);
      }
    }
  });

  test("a script runs only with the nonce of its own answer", async () => {
    const tenant = await arrange();
    const [owner] = tenant.people;
    if (!owner) throw new Error("There is an owner.");
    const nonces = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const { headers, body } = await get(`/o/${tenant.slug}`, owner);
      const policy = String(headers["content-security-policy"]);
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
      expect(policy).not.toContain("unsafe-inline");
      const scripts = body.toString().match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(3);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test("many who ask at once for what nobody has made wait for one rendering", async () => {
    const tenant = await arrange();
    const people = onlyOf(tenant.people, "owner");
    const path = `/o/${tenant.slug}`;
    const answers = await Promise.all([...people, ...people, ...people].map((person) => get(path, person)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.reduce((sum, answer) => sum + renders(answer), 0)).toBe(1);
  });

  test("another way to write an address is another page, or none that is kept", async () => {
    const tenant = await arrange();
    const [first, second] = onlyOf(tenant.people, "owner");
    if (!first || !second) throw new Error("There are two owners.");
    for (const search of [
      "?to=2026-12-31&from=2026-01-01",
      "?by=source&",
      "?from=2026-01-01&from=2026-01-01",
    ]) {
      const path = `/o/${tenant.slug}/reports/pipeline${search}`;
      await get(path, first);
      expect([search, renders(await get(path, second))]).toEqual([search, 1]);
    }
  });

  describe("everybody's next page is a fresh one after", () => {
    type Change = (tenant: Tenant, person: Person) => Promise<unknown>;
    const changes: [string, Change][] = [
      [
        "a lead that moves",
        (tenant, person) =>
          moveLead(inside(tenant, person), {
            leadId: tenant.leadIds[0],
            rowVersion: 1,
            to: "won",
            timeZone: tenant.timeZone,
          }),
      ],
      [
        "another setting",
        (tenant, person) =>
          changeOrganization(inside(tenant, person), {
            name: "Renamed",
            timeZone: "Asia/Tokyo",
            locale: "en",
          }),
      ],
    ];
    test.each(changes)("%s", async (_name, change) => {
      const tenant = await arrange();
      const [owner] = tenant.people;
      if (!owner) throw new Error("There is an owner.");
      vi.useFakeTimers({ toFake: ["Date"] });
      const before = new Map<string, string>();
      const visits = keptOf(tenant).flatMap((path) => tenant.people.map((person) => ({ path, person })));
      for (const { path, person } of visits) {
        before.set(path + person.userId, impersonal(await get(path, person), person));
      }
      await change(tenant, owner);
      for (const { path, person } of visits) {
        const [now, anew] = [await get(path, person), await anewFor(path, person)];
        expect(impersonal(now, person)).toBe(impersonal(anew, person));
        expect(impersonal(now, person)).not.toBe(before.get(path + person.userId));
      }
    });

    test("another role, another name, signing out", async () => {
      const tenant = await arrange();
      const [first, second] = onlyOf(tenant.people, "owner");
      if (!first || !second) throw new Error("There are two owners.");
      const path = `/o/${tenant.slug}/leads`;
      const words = async (person: Person) => (await get(path, person)).body.toString();
      expect(await words(second)).toContain(">Owner<");
      const system = callerFor(use.app.services.data, { kind: "system", organizationId: tenant.id } as const);
      await changeRole(system, { userId: second.userId, role: "mentee" });
      expect(await words(second)).toContain(">Mentee<");
      expect(await words(second)).not.toContain("Lead in Cohort");
      const account = callerFor(use.app.services.data, { kind: "account", userId: first.userId } as const);
      await changeName(account, { name: "Somebody Else" });
      expect(await words(first)).toContain("Somebody Else");
      expect(await words(first)).not.toContain(first.canary);
      await signOut(account, { token: first.token });
      expect((await get(path, first)).status).toBe(302);
    });

    test("midnight where the organization is, and the end of the session", async () => {
      const tenant = await arrange();
      const [owner] = tenant.people;
      if (!owner) throw new Error("There is an owner.");
      const path = `/o/${tenant.slug}/reports/pipeline`;
      vi.useFakeTimers({ toFake: ["Date"] });
      const midnight = nextMidnight(tenant.timeZone);
      vi.setSystemTime(midnight - 1);
      const before = await get(path, owner);
      vi.setSystemTime(midnight);
      const after = await get(path, owner);
      expect([renders(after), after.status]).toEqual([1, 200]);
      expect(impersonal(after, owner)).not.toBe(impersonal(before, owner));
      vi.setSystemTime(midnight + 40 * 24 * 3_600_000);
      expect((await get(path, owner)).status).toBe(302);
    });

    test("another language or look", async () => {
      const tenant = await arrange();
      const [owner] = tenant.people;
      if (!owner) throw new Error("There is an owner.");
      const path = `/o/${tenant.slug}`;
      await get(path, owner);
      const dark = await get(path, { cookie: `${owner.cookie}; theme=dark` });
      expect(dark.body.toString()).toContain('<html lang="en" data-theme="dark"');
      const portuguese = await get(path, owner, { "Accept-Language": "pt" });
      expect(portuguese.body.toString()).toContain('<html lang="pt-BR" data-theme="system"');
    });
  });

  test("a message that waits is shown, once, and to nobody else", async () => {
    const tenant = await arrange();
    const [first, second] = onlyOf(tenant.people, "owner");
    if (!first || !second) throw new Error("There are two owners.");
    const chosen = await fetch(`${use.app.origin}/o/${tenant.slug}/leads/${tenant.leadIds[0]}/status`, {
      method: "POST",
      headers: { Cookie: first.cookie },
      body: new URLSearchParams({ to: "proposal", rowVersion: "1" }),
      redirect: "manual",
    });
    const flash = chosen.headers.getSetCookie().find((cookie) => cookie.startsWith("flash="));
    expect([chosen.status, typeof flash]).toEqual([303, "string"]);
    const path = `/o/${tenant.slug}`;
    const cookie = `${first.cookie}; ${flash?.replace(/;.*/, "")}`;
    await get(path, first);
    const shown = await get(path, { cookie });
    expect(shown.body.toString()).toContain('role="status"');
    expect(shown.headers["set-cookie"]?.join()).toContain("flash=;");
    expect(shown.headers.etag).toBeUndefined();
    const plain = [await get(path, first), await get(path, second)];
    for (const { body } of plain) expect(body.toString()).not.toContain("bg-good-wash");
  });

  test("never a word of another tenant or person, whoever asks for whatever in whatever order", async () => {
    const tenants = [await arrange(), await arrange(), await arrange()];
    const everybody = tenants.flatMap(({ people, slug }) => people.map((person) => ({ ...person, slug })));
    const paths = tenants.flatMap((tenant) => [
      ...keptOf(tenant),
      `/o/${tenant.slug}/leads/${tenant.leadIds[0]}`,
      `/o/${tenant.slug}.data`,
    ]);
    const tags = ["none"];
    const shuffled = <T>(values: T[]) =>
      values
        .map((value) => ({ value, at: Math.random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value);
    const visits = shuffled(paths.flatMap((path) => everybody.map((person) => ({ path, person }))));
    const visit = async ({ path, person }: (typeof visits)[number]) => {
      const tag = tags[Math.floor(Math.random() * tags.length)] ?? "";
      const answer = await get(path, person, { "If-None-Match": tag, "Accept-Encoding": "gzip" });
      if (answer.headers.etag) tags.push(answer.headers.etag);
      const own = path.startsWith(`/o/${person.slug}`) && !/^\w/.test(path.slice(`/o/${person.slug}`.length));
      const text = (
        answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.body) : answer.body
      ).toString();
      const names = new Set([...text.matchAll(/(?:Agency|Cohort \d of) (\w+)/g)].map(([, slug]) => slug));
      const canaries = new Set([...text.matchAll(/person\dof\w+/g)].map(([canary]) => canary));
      // A lead's own page, which is never kept, offers those who may be asked to follow it up.
      if (path.includes("/leads/"))
        for (const { canary, slug } of everybody)
          if (slug === person.slug && canary !== person.canary) canaries.delete(canary);
      if (answer.status === 304) return expect(tag).toBe(answer.headers.etag);
      const outcome = [path, person.canary, answer.status, [...names], [...canaries]];
      const leadOutOfReach = own && answer.status === 404;
      expect(outcome).toEqual([
        path,
        person.canary,
        own && !leadOutOfReach ? 200 : 404,
        own ? [person.slug] : [],
        own ? [person.canary] : [],
      ]);
    };
    for (let at = 0; at < visits.length; at += 8) await Promise.all(visits.slice(at, at + 8).map(visit));
    expect(tags.length).toBeGreaterThan(50);
  });

  // What is in a process's memory cannot be looked at from outside.
  if (store === "memory") return;
  test("no name, address, session or owner is in the bytes that are kept", async () => {
    const tenant = await arrange();
    for (const path of keptOf(tenant)) for (const person of tenant.people) await get(path, person);
    await use.app.services.data.cache.idle();
    const client = new Redis(use.redisUrl ?? "");
    const keys = await client.keys(`placar:e:*{${tenant.id}}page:*`);
    // Owners, admins, the mentor and the mentee.
    expect(keys).toHaveLength(4 * keptOf(tenant).length);
    for (const key of keys) {
      const payload = (await client.hget(key, "payload")) ?? "";
      expect(payload).toContain("<html");
      for (const { canary, userId, token } of tenant.people) {
        for (const word of [canary, userId, token]) expect(payload.includes(word), word).toBe(false);
      }
    }
    await client.quit();
  });
});
