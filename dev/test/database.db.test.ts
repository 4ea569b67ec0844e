import { sql as statement } from "drizzle-orm";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { testRedisUrl } from "./redis.ts";

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([one?.close(), other?.close()]);
});

test("the database stands on the stack of the run", () => {
  expect(one.database.kind).toBe(process.env.PLACAR_TEST_STACK);
  expect(inject("testStack").kind).toBe(process.env.PLACAR_TEST_STACK);
});

test("each copy is migrated, empty, and its own", async () => {
  const count = "select count(*) as n from organizations";
  expect(await one.sql(count)).toEqual([{ n: 0 }]);
  await one.sql(
    "insert into organizations (id, name, slug, created_at) values (gen_random_uuid(), 'A', 'a', now())",
  );
  expect(await one.sql(count)).toEqual([{ n: 1 }]);
  expect(await other.sql(count)).toEqual([{ n: 0 }]);
});

test("the application reads as its own role, the oracle as a superuser", async () => {
  const who = "select current_user::text as name, rolsuper from pg_roles where rolname = current_user";
  const [result] = await one.database.readBatch({ kind: "system" }, (db) => [
    db.execute<{ name: string; rolsuper: boolean }>(statement.raw(who)),
  ]);
  expect(result.rows).toEqual([{ name: "placar_app", rolsuper: false }]);
  expect(await one.sql(who)).toEqual([{ name: "postgres", rolsuper: true }]);
});

test("what the application writes, the oracle sees, with the same types on every stack", async () => {
  await one.database.inTransaction({ kind: "system" }, (tx) => tx.execute(statement`select 1`));
  expect(
    await one.sql(
      "select $1::bigint as big, '2026-03-01'::date as day, 1.50::numeric as number, $2::timestamptz as at, null::int as nothing",
      [9_000_000_000, "2026-03-01T12:00:00Z"],
    ),
  ).toEqual([
    { big: 9e9, day: "2026-03-01", number: "1.50", at: new Date("2026-03-01T12:00:00Z"), nothing: null },
  ]);
});

test("a second handle is the same database", async () => {
  const again = await one.openAgain();
  const [result] = await again.readBatch({ kind: "system" }, (db) => [
    db.execute<{ name: string }>(statement`select current_database()::text as name`),
  ]);
  expect(result.rows).toEqual(await one.sql("select current_database()::text as name"));
});

test("Redis answers", async () => {
  const redis = new Redis(testRedisUrl());
  expect(await redis.ping()).toBe("PONG");
  redis.disconnect();
});
