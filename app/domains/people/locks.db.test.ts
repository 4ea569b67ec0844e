import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { SystemScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { changeOrganization } from "#app/domains/organizations/commands.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { whileHeld } from "#dev/test/while-held.ts";
import { members, organizations, users } from "#schema";
import { addMember, changeRole } from "./commands.server.ts";

// Commands that must not overtake each other: while one holds the row that they all take first, the others wait.

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let operator: Caller<SystemScope>;
let joining: string;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  operator = callerFor(data, { kind: "system", organizationId: agency.id });
  joining = newId();
  await db.sql("insert into users (id, name, email) values ($1, 'Ana', 'ana@example.com')", [joining]);
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

/** A row is held as an update of it holds it: that lets a foreign key refer to the row, so that only a lock that was asked for waits. */
const waitsWhile = async (
  hold: (tx: Transaction) => Promise<unknown>,
  command: () => Promise<unknown>,
): Promise<boolean> => (await whileHeld(db, data.database, { scope: operator.scope, hold, command })).waited;

const holdOrganization = (tx: Transaction) =>
  tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, agency.id))
    .for("no key update");

const holdPerson = (tx: Transaction) =>
  tx.select({ id: users.id }).from(users).where(eq(users.id, joining)).for("no key update");

test("a member is added neither while the organization changes nor while their own name does", async () => {
  expect(await waitsWhile(holdPerson, () => addMember(operator, { userId: joining, role: "mentor" }))).toBe(
    true,
  );
  await db.sql("delete from members where user_id = $1", [joining]);
  expect(
    await waitsWhile(holdOrganization, () => addMember(operator, { userId: joining, role: "mentor" })),
  ).toBe(true);
});

test.each(["delete", "update"] as const)(
  "of two owners whom two transactions %s at once, around the commands, one stays",
  async (how) => {
    const owners = [newId(), newId()] as const;
    const { id } = await arrangeOrganization(db.sql, `owners-${how}`);
    for (const userId of owners) {
      await db.sql("insert into users (id, name, email) values ($1, 'Ana', $2)", [
        userId,
        `${userId}@example.com`,
      ]);
      await db.sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $1, 'owner')", [
        userId,
        id,
      ]);
    }
    await db.sql("delete from members where organization_id = $1 and user_id <> all ($2)", [id, [...owners]]);
    const takeAway = (tx: Transaction, userId: string) =>
      how === "delete"
        ? tx.delete(members).where(eq(members.userId, userId))
        : tx.update(members).set({ role: "admin" }).where(eq(members.userId, userId));
    const second = () =>
      data.database.inTransaction(operator.scope, async (tx) => {
        await takeAway(tx, owners[1]);
      });
    await expect(waitsWhile((tx) => takeAway(tx, owners[0]), second)).rejects.toMatchObject({
      cause: { message: "An organization needs an owner." },
    });
    const left = await db.sql("select user_id from members where organization_id = $1 and role = 'owner'", [
      id,
    ]);
    expect(left).toEqual([{ user_id: owners[1] }]);
  },
);

test("roles change one after the other", async () => {
  const change = () => changeRole(operator, { userId: agency.users.mentor, role: "admin" });
  expect(await waitsWhile(holdOrganization, change)).toBe(true);
});

test("an organization changes while nobody joins", async () => {
  const change = () =>
    changeOrganization(operator, { name: "Agency", timeZone: "America/Sao_Paulo", locale: "en" });
  expect(await waitsWhile(holdOrganization, change)).toBe(true);
});
