import { describe, expect, test } from "vitest";
import { endSession } from "#app/domains/accounts/commands.server.ts";
import { readSession } from "#app/domains/accounts/queries.server.ts";
import { callerFor } from "#app/domains/caller.ts";
import { changeRole, leaveOrganization, removeMember } from "#app/domains/people/commands.server.ts";
import type { Person, Tenant } from "./testing/people.ts";
import { pageStores, useBuiltApp } from "./testing/use-built-app.ts";

// Whoever is out is so at the next request: no kept page, no 304, no data for a script.

describe.each(pageStores)("with the cache in %s", (store) => {
  const use = useBuiltApp(store);
  const { arrange, inside } = use;

  const pagesOf = ({ slug, leadIds }: Tenant) =>
    ["", "/leads", "/reports/pipeline", `/leads/${leadIds[0]}`].flatMap((path) => [
      `/o/${slug}${path}`,
      `/o/${slug}${path}.data`,
    ]);

  const get = (path: string, { cookie }: Person, etag?: string) =>
    use.app.get(path, {
      ...{ Accept: "text/html", Cookie: cookie },
      ...(etag !== undefined && { "If-None-Match": etag }),
    });

  function one({ people }: Tenant, role: string): Person {
    const person = people.find((each) => each.role === role);
    if (!person) throw new Error(`There is no ${role}.`);
    return person;
  }

  /** Every page until it is kept and answered 304; with the entity tags. */
  async function visit(tenant: Tenant, person: Person): Promise<[string, string][]> {
    const visits: [string, string][] = [];
    for (const path of pagesOf(tenant)) {
      await get(path, person);
      const { status, headers } = await get(path, person);
      expect([path, status]).toEqual([path, 200]);
      const etag = headers.etag ?? "";
      expect([path, (await get(path, person, etag)).status]).toEqual([path, 304]);
      visits.push([path, etag]);
    }
    return visits;
  }

  type End = (tenant: Tenant, person: Person) => Promise<unknown>;
  const ends: [string, End][] = [
    [
      "removed",
      (tenant, person) => {
        const other = tenant.people.find((each) => each.role === "owner" && each !== person);
        return removeMember(inside(tenant, other ?? person), { userId: person.userId });
      },
    ],
    ["gone of their own accord", (tenant, person) => leaveOrganization(inside(tenant, person))],
  ];
  test.each(ends)("a member who is %s finds nothing there any more", async (_, end) => {
    for (const role of ["owner", "mentor", "mentee"]) {
      const tenant = await arrange();
      const person = one(tenant, role);
      const visits = await visit(tenant, person);
      await end(tenant, person);
      for (const [path, etag] of visits) {
        for (const tag of [etag, undefined]) {
          const { status, body } = await get(path, person, tag);
          expect([role, path, status]).toEqual([role, path, 404]);
          expect(body.toString()).not.toContain("Lead in Cohort");
        }
      }
    }
  });

  test("an owner who is made a mentee sees no lead but their own, and has lost the people's pages", async () => {
    const tenant = await arrange();
    const person = one(tenant, "owner");
    const visits = await visit(tenant, person);
    const people = `/o/${tenant.slug}/people/${tenant.users.mentor}`;
    const { headers } = await get(people, person);
    await changeRole(inside(tenant, person), { userId: person.userId, role: "mentee" });
    for (const [path, etag] of visits) {
      const { status, body } = await get(path, person, etag);
      expect([path, status]).toEqual([path, path.includes(tenant.leadIds[0]) ? 404 : 200]);
      expect(body.toString()).not.toContain("Lead in Cohort");
    }
    expect((await get(people, person, headers.etag)).status).toBe(403);
  });

  test("a session that is ended elsewhere is over, and the others are not", async () => {
    const tenant = await arrange();
    const [person, other] = [one(tenant, "mentor"), one(tenant, "owner")];
    const [visits, others] = [await visit(tenant, person), await visit(tenant, other)];
    const { userId, token } = person;
    const { data } = use.app.services;
    const found = await readSession(callerFor(data, { kind: "system" }), { token, userId });
    await endSession(callerFor(data, { kind: "account", userId }), { sessionId: found?.session.id ?? "" });
    for (const [path, etag] of visits) {
      const { status } = await get(path, person, etag);
      expect([path, status]).toEqual([path, path.endsWith(".data") ? 202 : 302]);
    }
    for (const [path, etag] of others) expect((await get(path, other, etag)).status).toBe(304);
  });
});
