import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { changeName, type SignedIn, signIn, signUp } from "#app/domains/accounts/commands.server.ts";
import { readSession } from "#app/domains/accounts/queries.server.ts";
import { someBrowser, withSession } from "#app/domains/accounts/testing/browser.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { addMember, changeRole } from "#app/domains/people/commands.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import type { TestDatabase } from "#dev/test/database.ts";
import type { Role } from "#schema";
import { changeOrganization, createOrganization, createOrganizationFor } from "./commands.server.ts";
import { timeZones } from "./time-zones.ts";

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
const inside = (organizationId: string, layer = here) =>
  callerFor(layer, { kind: "system", organizationId } as const);
const as = (role: Role, { userId }: SignedIn, organizationId: string) =>
  callerFor(here, { kind: "organization", organizationId, userId, role } as const);

const somebody = () =>
  signUp(system(), {
    name: "Ana",
    email: `${newId()}@example.com`,
    password: "correct horse battery",
    browser: someBrowser(),
  });

const form = {
  name: "Agência Aurora",
  currency: "BRL",
  timeZone: "America/Sao_Paulo",
  locale: "pt-BR",
} as const;
const someSlug = () => `s-${newId()}`;

const membershipsOf = async ({ token, userId }: SignedIn, layer = there) =>
  (await readSession(callerFor(layer, { kind: "system" }), { token, userId }))?.memberships;

/** An organization with its owner, a person signed in. */
async function someOrganization() {
  const owner = await somebody();
  const { organizationId } = await createOrganization(account(owner), { ...form, slug: someSlug() });
  return { owner, organizationId };
}

describe("creating an organization", () => {
  test("makes its settings, its owner and an entry of the log, and its owner sees it at once", async () => {
    const owner = await somebody();
    expect(await membershipsOf(owner)).toEqual([]);
    const slug = someSlug();
    const { organizationId } = await createOrganization(account(owner), { ...form, slug });
    expect(await membershipsOf(owner)).toEqual([
      { role: "owner", organization: { id: organizationId, slug, ...form } },
    ]);
    expect(
      await db.sql("select actor_id, action, record_id from activity_log where organization_id = $1", [
        organizationId,
      ]),
    ).toEqual([{ actor_id: owner.userId, action: "organizations.create", record_id: organizationId }]);
  });

  test("makes the address from the name where none is given, and complains where that cannot be done", async () => {
    const owner = await somebody();
    const name = `Agência ${newId()}`;
    expect((await createOrganization(account(owner), { ...form, name })).slug).toBe(
      name.replace("Agência ", "agencia-"),
    );
    await expect(createOrganization(account(owner), { ...form, name: "株式会社" })).rejects.toEqual(
      new FieldError("slug", "slug"),
    );
  });

  test("with an address that is taken is an error of that field, also for two at once, and writes nothing", async () => {
    const slug = someSlug();
    const [one, other] = [await somebody(), await somebody()];
    const both = await Promise.allSettled([
      createOrganization(account(one), { ...form, slug }),
      createOrganization(account(other), { ...form, slug }),
    ]);
    expect(both.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(both.find((result) => result.status === "rejected")?.reason).toEqual(
      new FieldError("slug", "slugTaken"),
    );
    expect([await membershipsOf(one), await membershipsOf(other)].map((all) => all?.length).sort()).toEqual([
      0, 1,
    ]);
  });

  test("in any time zone that is offered; the database knows them all", async () => {
    const unknown = await db.sql(
      "select offered from unnest($1::text[]) offered where offered not in (select name from pg_timezone_names)",
      [timeZones()],
    );
    expect(unknown).toEqual([]);
  });

  test("in a time zone that the database does not know is an error of that field", async () => {
    const owner = await somebody();
    await expect(
      createOrganization(account(owner), { ...form, slug: someSlug(), timeZone: "Mars/Olympus" }),
    ).rejects.toEqual(new FieldError("timeZone", "timeZone"));
  });
});

describe("the operator's way of creating one", () => {
  test("makes the owner's account with a password that is told once and works", async () => {
    const email = `${newId()}@example.com`;
    const created = await createOrganizationFor(system(), { ...form, slug: someSlug(), ownerEmail: email });
    const password = created.password ?? "";
    expect(password.length).toBeGreaterThanOrEqual(20);
    const signedIn = withSession(await signIn(system(), { email, password, browser: someBrowser() }));
    expect(await membershipsOf(signedIn)).toMatchObject([
      { role: "owner", organization: { id: created.organizationId } },
    ]);
  });

  test("leaves an account that is there as it is, and its owner sees the organization at once", async () => {
    const owner = await somebody();
    const [person] = await db.sql<{ email: string }>("select email from users where id = $1", [owner.userId]);
    expect(await membershipsOf(owner)).toEqual([]);
    const ownerEmail = person?.email ?? "";
    const created = await createOrganizationFor(system(), { ...form, slug: someSlug(), ownerEmail });
    expect(created.password).toBeUndefined();
    expect(await membershipsOf(owner)).toHaveLength(1);
  });

  test("makes no account where the organization cannot be made", async () => {
    const { slug } = await createOrganizationFor(system(), {
      ...form,
      slug: someSlug(),
      ownerEmail: `${newId()}@example.com`,
    });
    const email = `${newId()}@example.com`;
    await expect(createOrganizationFor(system(), { ...form, slug, ownerEmail: email })).rejects.toEqual(
      new FieldError("slug", "slugTaken"),
    );
    expect(await db.sql("select id from users where email = $1", [email])).toEqual([]);
  });
});

describe("members", () => {
  test("see the organization from their next request on", async () => {
    const { organizationId } = await someOrganization();
    const joining = await somebody();
    expect(await membershipsOf(joining)).toEqual([]);
    await addMember(inside(organizationId), { userId: joining.userId, role: "mentor" });
    expect(await membershipsOf(joining)).toMatchObject([{ role: "mentor" }]);
  });

  test("have a new role from their next request on", async () => {
    const { owner, organizationId } = await someOrganization();
    const member = await somebody();
    await addMember(inside(organizationId), { userId: member.userId, role: "mentee" });
    expect(await membershipsOf(member)).toMatchObject([{ role: "mentee" }]);
    await changeRole(as("owner", owner, organizationId), { userId: member.userId, role: "admin" });
    expect(await membershipsOf(member)).toMatchObject([{ role: "admin" }]);
  });

  test("who change their name change it wherever their organizations show it", async () => {
    const { owner, organizationId } = await someOrganization();
    const shown = tags.people(organizationId);
    const before = await here.cache.versions([shown]);
    await changeName(account(owner), { name: "Ana Maria" });
    const after = await here.cache.versions([shown]);
    expect(after[shown]).toBeDefined();
    expect(after).not.toEqual(before);
  });

  test("are members once, and people", async () => {
    const { owner, organizationId } = await someOrganization();
    await expect(addMember(inside(organizationId), { userId: owner.userId, role: "admin" })).rejects.toEqual(
      new FieldError("userId", "taken"),
    );
    await expect(addMember(inside(organizationId), { userId: newId(), role: "admin" })).rejects.toThrow(
      NotFoundError,
    );
    await expect(addMember(inside(newId()), { userId: owner.userId, role: "admin" })).rejects.toThrow(
      NotFoundError,
    );
    await expect(changeRole(inside(organizationId), { userId: newId(), role: "admin" })).rejects.toThrow(
      NotFoundError,
    );
  });

  test("are managed by owners and admins, who leave owners alone", async () => {
    const { owner, organizationId } = await someOrganization();
    const [admin, mentor] = [await somebody(), await somebody()];
    await addMember(as("owner", owner, organizationId), { userId: admin.userId, role: "admin" });
    await addMember(as("admin", admin, organizationId), { userId: mentor.userId, role: "mentor" });
    const byMentor = as("mentor", mentor, organizationId);
    const byAdmin = as("admin", admin, organizationId);
    await expect(changeRole(byMentor, { userId: mentor.userId, role: "owner" })).rejects.toThrow(
      ForbiddenError,
    );
    await expect(changeRole(byAdmin, { userId: admin.userId, role: "owner" })).rejects.toThrow(
      ForbiddenError,
    );
    await expect(changeRole(byAdmin, { userId: owner.userId, role: "mentee" })).rejects.toThrow(
      ForbiddenError,
    );
    expect(await membershipsOf(mentor)).toMatchObject([{ role: "mentor" }]);
  });

  test("include an owner at all times, also when two step down at once", async () => {
    const { owner, organizationId } = await someOrganization();
    const second = await somebody();
    await addMember(inside(organizationId), { userId: second.userId, role: "owner" });
    const stepDown = (person: SignedIn) =>
      changeRole(as("owner", person, organizationId), { userId: person.userId, role: "admin" });
    const both = await Promise.allSettled([stepDown(owner), stepDown(second)]);
    expect(both.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(both.find((result) => result.status === "rejected")?.reason).toBeInstanceOf(ConflictError);
  });
});

describe("changing an organization", () => {
  const change = { name: "Agência Boreal", timeZone: "Asia/Kolkata", locale: "en" } as const;

  test("is seen by every member at their next request", async () => {
    const { owner, organizationId } = await someOrganization();
    const member = await somebody();
    await addMember(inside(organizationId), { userId: member.userId, role: "mentor" });
    for (const person of [owner, member]) await membershipsOf(person);
    await changeOrganization(as("owner", owner, organizationId), change);
    for (const person of [owner, member])
      expect(await membershipsOf(person)).toMatchObject([{ organization: change }]);
  });

  test("is an owner's to do", async () => {
    const { owner, organizationId } = await someOrganization();
    await expect(changeOrganization(as("admin", owner, organizationId), change)).rejects.toThrow(
      ForbiddenError,
    );
  });

  test("while people join and look: nobody keeps the old settings", async () => {
    const { owner, organizationId } = await someOrganization();
    for (let round = 0; round < 8; round++) {
      const joining = await somebody();
      const name = `Agency ${round}`;
      await Promise.all([
        changeOrganization(as("owner", owner, organizationId), { ...change, name }),
        addMember(inside(organizationId, there), { userId: joining.userId, role: "mentee" }),
        membershipsOf(joining),
        membershipsOf(joining, here),
        membershipsOf(owner),
      ]);
      for (const person of [owner, joining]) {
        expect(await membershipsOf(person)).toMatchObject([{ organization: { name } }]);
        expect(await membershipsOf(person, here)).toMatchObject([{ organization: { name } }]);
      }
    }
  });
});
