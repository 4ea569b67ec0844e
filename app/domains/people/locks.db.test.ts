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
import { organizations, users } from "#schema";
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

/**
 * Whether a command has to wait while a row is held as an update of it holds it: that lets a foreign key refer to the row, so
 * that only a lock that was asked for waits. The embedded database has one connection, where everything waits.
 */
async function waitsWhile(
  hold: (tx: Transaction) => Promise<unknown>,
  command: () => Promise<unknown>,
): Promise<boolean> {
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = data.database.inTransaction(operator.scope, async (tx) => {
    await hold(tx);
    held.resolve();
    await over.promise;
  });
  await held.promise;
  let finished = false;
  const running = command().finally(() => {
    finished = true;
  });
  if (data.database.kind !== "pglite") while (!finished && !(await somebodyWaits()));
  const waited = !finished;
  over.resolve();
  await holding;
  await running;
  return waited;
}

const somebodyWaits = async () =>
  (
    await db.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length > 0;

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

test("roles change one after the other", async () => {
  const change = () => changeRole(operator, { userId: agency.users.mentor, role: "admin" });
  expect(await waitsWhile(holdOrganization, change)).toBe(true);
});

test("an organization changes while nobody joins", async () => {
  const change = () =>
    changeOrganization(operator, { name: "Agency", timeZone: "America/Sao_Paulo", locale: "en" });
  expect(await waitsWhile(holdOrganization, change)).toBe(true);
});
