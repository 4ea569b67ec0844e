import { describe, expect, test, vi } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { changeName, signOut } from "#app/domains/accounts/commands.server.ts";
import { testSecret } from "#app/domains/accounts/testing/browser.ts";
import { callerFor } from "#app/domains/caller.ts";
import { createLead, moveLead } from "#app/domains/leads/commands.server.ts";
import { changeOrganization } from "#app/domains/organizations/commands.server.ts";
import { changeRole } from "#app/domains/people/commands.server.ts";
import { nextMidnight, today } from "#app/domains/period.ts";
import { signValue } from "#app/signing/signed-value.server.ts";
import type { Person, Tenant } from "./testing/people.ts";
import { pageStores, useBuiltApp } from "./testing/use-built-app.ts";

const html = { Accept: "text/html" };

describe.each(pageStores)("with the cache in %s", (store) => {
  const use = useBuiltApp(store);
  const { arrange, inside } = use;

  const pagesOf = ({ slug, leadIds }: Tenant) => [
    `/o/${slug}`,
    `/o/${slug}.data`,
    `/o/${slug}/leads`,
    `/o/${slug}/leads.data?status=won`,
    `/o/${slug}/leads/${leadIds[0]}`,
    `/o/${slug}/reports/pipeline`,
    `/o/${slug}/reports/pipeline.data?from=2026-01-01&to=2026-12-31`,
  ];

  const get = (path: string, cookie: string, headers: Record<string, string> = {}) =>
    use.app.get(path, { ...html, Cookie: cookie, ...headers });

  async function tagOf(path: string, cookie: string, headers?: Record<string, string>): Promise<string> {
    const { status, headers: answered } = await get(path, cookie, headers);
    expect([status, typeof answered.etag], path).toEqual([200, "string"]);
    return answered.etag ?? "";
  }

  const asked = async (path: string, cookie: string, etag: string, headers?: Record<string, string>) =>
    (await get(path, cookie, { ...headers, "If-None-Match": etag })).status;

  test("a page that did not change is answered 304, without a statement and without rendering", async () => {
    const tenant = await arrange();
    for (const { cookie } of tenant.people) {
      for (const path of pagesOf(tenant)) {
        const etag = await tagOf(path, cookie);
        const before = use.app.statements();
        const { status, headers, body } = await get(path, cookie, { "If-None-Match": `"other", ${etag}` });
        expect(status, path).toBe(304);
        expect(body).toHaveLength(0);
        expect(use.app.statements()).toBe(before);
        expect(headers).toMatchObject({ etag, "cache-control": "private, no-cache" });
        expect(headers.vary).toBe("Cookie, Accept-Language, Accept-Encoding");
        expect(headers["content-security-policy"]).toBeUndefined();
        expect(headers["server-timing"]).toMatch(
          /cache;dur=[\d.]+;desc="1", db;dur=0.0;desc="0", render;dur=0.0;desc="0"/,
        );
      }
    }
  });

  test("the entity tag is weak, short, and says nothing of versions", async () => {
    const tenant = await arrange();
    for (const { cookie } of tenant.people) {
      for (const path of pagesOf(tenant)) {
        const etag = await tagOf(path, cookie);
        expect(etag).toMatch(/^W\/"[\w.-]+"$/);
        expect(etag.length).toBeLessThan(1000);
      }
    }
  });

  test("a page made anew on each visit has none", async () => {
    const tenant = await arrange();
    const [owner] = tenant.people;
    if (!owner) throw new Error("There is no owner.");
    for (const path of [`/o/${tenant.slug}/leads/new`, "/account", "/sign-in", "/nowhere"]) {
      expect((await get(path, owner.cookie)).headers.etag, path).toBeUndefined();
    }
  });

  describe("there is a fresh 200 after", () => {
    type Change = (tenant: Tenant, person: Person) => Promise<unknown>;
    const changes: [string, Change][] = [
      [
        "a lead that moves",
        (tenant, person) =>
          moveLead(inside(tenant, person), {
            leadId: tenant.leadIds[0],
            rowVersion: 1,
            to: "proposal",
            timeZone: tenant.timeZone,
          }),
      ],
      [
        "a new role",
        (tenant, person) =>
          changeRole(
            callerFor(use.app.services.data, { kind: "system", organizationId: tenant.id } as const),
            {
              userId: person.userId,
              role: "admin",
            },
          ),
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
      [
        "another name",
        (_tenant, person) =>
          changeName(callerFor(use.app.services.data, { kind: "account", userId: person.userId }), {
            name: "Bia",
          }),
      ],
      [
        "signing out",
        (_tenant, person) =>
          signOut(callerFor(use.app.services.data, { kind: "account", userId: person.userId }), {
            token: person.token,
          }),
      ],
    ];
    test.each(changes)("%s", async (name, change) => {
      const tenant = await arrange();
      const [owner] = tenant.people;
      if (!owner) throw new Error("There is no owner.");
      const pages = await Promise.all(
        pagesOf(tenant).map(async (path) => ({ path, etag: await tagOf(path, owner.cookie) })),
      );
      await change(tenant, owner);
      for (const { path, etag } of pages) {
        const answer = await get(path, owner.cookie, { "If-None-Match": etag });
        const gone = name === "signing out";
        expect([answer.status, path]).toEqual([
          gone && !path.includes(".data") ? 302 : gone ? 202 : 200,
          path,
        ]);
        expect(answer.headers.etag, path).not.toBe(etag);
      }
    });

    test("another language, look or address", async () => {
      const tenant = await arrange();
      const cookie = tenant.people[0]?.cookie ?? "";
      const path = `/o/${tenant.slug}/leads`;
      const etag = await tagOf(path, cookie, { "Accept-Language": "en" });
      expect(await asked(path, cookie, etag, { "Accept-Language": "en" })).toBe(304);
      expect(await asked(path, cookie, etag, { "Accept-Language": "pt-BR" })).toBe(200);
      expect(await asked(path, `${cookie}; locale=pt-BR`, etag, { "Accept-Language": "en" })).toBe(200);
      expect(await asked(path, `${cookie}; theme=dark`, etag, { "Accept-Language": "en" })).toBe(200);
      expect(await asked(`${path}?status=won`, cookie, etag, { "Accept-Language": "en" })).toBe(200);
      expect(await asked(`${path}.data`, cookie, etag, { "Accept-Language": "en" })).toBe(200);
    });

    test("midnight where the organization is, and the end of the session", async () => {
      const tenant = await arrange();
      const cookie = tenant.people[0]?.cookie ?? "";
      const path = `/o/${tenant.slug}`;
      const etag = await tagOf(path, cookie);
      const midnight = nextMidnight(tenant.timeZone);
      vi.useFakeTimers({ toFake: ["Date"] });
      vi.setSystemTime(midnight - 1);
      expect(await asked(path, cookie, etag)).toBe(304);
      vi.setSystemTime(midnight);
      const next = await get(path, cookie, { "If-None-Match": etag });
      expect(next.status).toBe(200);
      expect(next.headers.etag).not.toBe(etag);
      vi.setSystemTime(Date.now() + 31 * 24 * 3_600_000);
      expect(await asked(path, cookie, next.headers.etag ?? "")).toBe(302);
    });
  });

  test("a message that waits, or a write whose news are not through, is not passed over", async () => {
    const tenant = await arrange();
    const cookie = tenant.people[0]?.cookie ?? "";
    const path = `/o/${tenant.slug}/leads`;
    const etag = await tagOf(path, cookie);
    for (const more of [
      "flash=anything",
      `uncached=${signValue(String(Math.ceil(Date.now() / 1000) + 60), "uncached", testSecret)}`,
    ]) {
      const { status, headers } = await get(path, `${cookie}; ${more}`, { "If-None-Match": etag });
      expect([status, headers.etag], more).toEqual([200, undefined]);
    }
    // Nobody but us can make the second one.
    expect(await asked(path, `${cookie}; uncached=9999999999.x`, etag)).toBe(304);
  });

  test("what is posted is never answered so", async () => {
    const tenant = await arrange();
    const cookie = tenant.people[0]?.cookie ?? "";
    const path = `/o/${tenant.slug}/leads`;
    const etag = await tagOf(path, cookie);
    const posted = await use.app.get(path, { ...html, Cookie: cookie, "If-None-Match": etag }, "POST");
    expect(posted.status).not.toBe(304);
    const headed = await use.app.get(path, { ...html, Cookie: cookie, "If-None-Match": etag }, "HEAD");
    expect(headed.status).toBe(304);
  });

  test("nobody's entity tag is worth anything to anybody else, in any part changed, or after another sign-in", async () => {
    const [north, south] = [await arrange(), await arrange()];
    const everybody = [...north.people, ...south.people];
    const made: { path: string; etag: string; owner: Person }[] = [];
    for (const tenant of [north, south]) {
      for (const owner of tenant.people) {
        for (const path of pagesOf(tenant)) made.push({ path, etag: await tagOf(path, owner.cookie), owner });
      }
    }
    for (const { path, etag, owner } of made) {
      for (const person of everybody) {
        if (person !== owner) expect(await asked(path, person.cookie, etag)).not.toBe(304);
      }
    }
    const [first] = made;
    if (!first) throw new Error("There is no page.");
    for (let at = 3; at < first.etag.length - 2; at += 13) {
      const other = first.etag[at] === "a" ? "b" : "a";
      const changed = first.etag.slice(0, at) + other + first.etag.slice(at + 1);
      expect(await asked(first.path, first.owner.cookie, changed), changed).toBe(200);
    }
  });

  test("an organization's lead made elsewhere reaches who looks at its list", async () => {
    const tenant = await arrange();
    const [owner] = tenant.people;
    if (!owner) throw new Error("There is no owner.");
    const path = `/o/${tenant.slug}/leads`;
    for (let n = 0; n < 5; n++) {
      const etag = await tagOf(path, owner.cookie);
      const name = `Lead number ${n}`;
      await createLead(inside(tenant, owner), {
        leadId: newId(),
        facts: {
          menteeId: tenant.menteeIds[0],
          name,
          email: null,
          phone: null,
          source: null,
          value: null,
          externalId: null,
          enteredOn: today(tenant.timeZone),
        },
        status: "new",
        timeZone: tenant.timeZone,
      });
      const { status, body } = await get(path, owner.cookie, { "If-None-Match": etag });
      expect(status).toBe(200);
      expect(body.toString()).toContain(name);
    }
  });
});
