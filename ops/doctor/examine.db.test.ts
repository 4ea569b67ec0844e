import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { EmbeddedDatabase } from "#app/db/drivers/pglite.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
import { newId } from "#app/db/new-id.ts";
import { type Env, parseEnv } from "#app/env.server.ts";
import { startNeonGateway } from "#dev/cloud/neon.ts";
import { startUpstashGateway } from "#dev/cloud/upstash.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { Oracle } from "#dev/test/database.ts";
import { examine } from "./examine.ts";

/*
 * An installation of its own for each stack, since what is done to it here (a role that becomes a superuser, a server that is
 * stopped) would be felt by whatever else ran on the same servers.
 */

const { kind } = inject("testStack");

let variables: Record<string, string>;
let env: Env;
let redis: RedisServer;
let client: Redis;
/** As the superuser, while nobody else has the database open. */
let sql: Oracle;
let stopDatabase: () => Promise<void> = async () => {};
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const folder = await makeTempFolder("doctor");
  stops.push(() => removeFolder(folder));
  redis = await startRedis();
  stops.push(redis.stop);
  client = new Redis(redis.url);
  // It is stopped before the last test ends.
  client.on("error", () => {});
  variables = {
    NODE_ENV: "production",
    PLACAR_DATA: folder,
    PLACAR_SECRET: "Zq3v8mK1xW5tB7nR2yF6hJ9dL4sP0cGa",
    ...(await startDatabase(folder)),
    ...(await startCache()),
  };
  env = parseEnv(variables);
  await arrangeOrganization(sql, "agency");
  // Written around the commands; as if a sweep had taken care of it.
  await sql("delete from pending_invalidations");
});

afterAll(async () => {
  client?.disconnect();
  for (const stop of stops.reverse()) await stop();
});

async function startDatabase(folder: string): Promise<Record<string, string>> {
  if (kind === "pglite") {
    const { openEmbedded } = await import("#app/db/drivers/pglite.server.ts");
    const withDatabase = async <T>(work: (database: EmbeddedDatabase) => Promise<T>) => {
      const database = await openEmbedded({ folder });
      return work(database).finally(() => database.close());
    };
    await withDatabase((database) => database.migrate());
    sql = <Row>(text: string, params: unknown[] = []) =>
      withDatabase(async ({ client }) => (await client.query<Row>(text, params)).rows);
    return {};
  }
  const postgres = await startPostgres();
  stops.push(postgres.stop);
  stopDatabase = postgres.stop;
  const url = postgres.url("placar");
  await makeDatabase(postgres.url(), "placar");
  await migrate({ url });
  const pool = new pg.Pool({ connectionString: postgres.url("placar", "postgres"), max: 1 });
  pool.on("error", () => {});
  stops.push(() => pool.end());
  sql = async (text, params) => (await pool.query(text, params)).rows;
  if (kind === "postgres") return { DATABASE_URL: url };
  const gateway = await startNeonGateway({ postgresUrl: url });
  stops.push(gateway.stop);
  return {
    DATABASE_URL: gateway.connectionString,
    DATABASE_DRIVER: "neon",
    NEON_SQL_ENDPOINT: gateway.sqlEndpoint,
    NEON_WS_PROXY: gateway.wsProxy,
  };
}

async function makeDatabase(connectionString: string, name: string): Promise<void> {
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  await owner.query(`create database ${name}`).finally(() => owner.end());
}

async function startCache(): Promise<Record<string, string>> {
  if (kind !== "neon") return { REDIS_URL: redis.url };
  const gateway = await startUpstashGateway({ redisUrl: redis.url });
  stops.push(gateway.stop);
  return { UPSTASH_REDIS_REST_URL: gateway.url, UPSTASH_REDIS_REST_TOKEN: gateway.token };
}

/** What is amiss, by its check. Of a busy machine's latency, and of a build that the tests need not have, nothing is said here. */
async function amiss(more: Record<string, string> = {}) {
  const findings = await examine(parseEnv({ ...variables, ...more }));
  const told = findings.filter(({ status, check }) => status !== "ok" && !/latency|^build$/.test(check));
  return Object.fromEntries(
    told.map(({ check, status, found, advice }) => [check, { status, found, advice }]),
  );
}

test("an installation as it should be has no problem, and says what it is", async () => {
  expect(await amiss()).toEqual({});
  const found = Object.fromEntries((await examine(env)).map((one) => [one.check, one.found]));
  expect(found["Node.js"]).toBe(process.versions.node);
  expect(found.database).toMatch(/^(PGlite|Postgres|Neon), .*; server 1[5-8]\.\d+$/);
  expect(found["database latency"]).toMatch(/^\d+(\.\d+)? ms, the median of \d$/);
  expect(found["cache latency"]).toMatch(/^\d+(\.\d+)? ms, the median of \d/);
  expect(found.cache).toMatch(kind === "neon" ? /^Upstash, REST; Redis \d/ : /^TCP; (Redis|Valkey) \d/);
  expect(found).toMatchObject({
    role: "placar_app, bound by row-level security",
    "row-level security": "on for every tenant's table; whoever belongs to no organization sees nothing",
    migrations: "all applied",
    "pending invalidations": "none",
    "cache persistence": "off",
    "cache writes": "taken",
  });
});

describe("row-level security", () => {
  test.each(["superuser", "bypassrls"])("a role that is %s", async (power) => {
    await sql(`alter role placar_app ${power}`);
    expect(await amiss()).toMatchObject({
      role: { status: "problem", found: expect.stringMatching(/bypasses row-level security.*NOBYPASSRLS/) },
      "row-level security": { status: "problem", found: "whoever belongs to no organization sees rows" },
    });
    await sql(`alter role placar_app no${power}`);
    expect(await amiss()).toEqual({});
  });

  test("a table that is not bound by it", async () => {
    await sql("alter table cohorts disable row level security");
    expect(await amiss()).toMatchObject({
      "row-level security": { status: "problem", found: "cohorts: not bound by it" },
    });
    await sql("alter table cohorts enable row level security");
  });
});

test("a migration that is missing", async () => {
  const newest = "(select max(created_at) from drizzle.__drizzle_migrations)";
  const [kept] = await sql<{ id: number; hash: string; created_at: string }>(
    `select * from drizzle.__drizzle_migrations where created_at = ${newest}`,
  );
  await sql(`delete from drizzle.__drizzle_migrations where created_at = ${newest}`);
  expect(await amiss()).toEqual({
    migrations:
      kind === "pglite"
        ? { status: "warning", found: "1 is missing", advice: "The next start applies them." }
        : { status: "problem", found: "1 is missing", advice: "Run npm run db:migrate." },
  });
  await sql("insert into drizzle.__drizzle_migrations (id, hash, created_at) values ($1, $2, $3)", [
    kept?.id,
    kept?.hash,
    kept?.created_at,
  ]);
  expect(await amiss()).toEqual({});
});

test("an invalidation that nobody sees through", async () => {
  const insert = `insert into pending_invalidations (id, tags, created_at) values ($1, '{x}', now() - $2::interval)`;
  await sql(insert, [newId(), "5 seconds"]);
  expect(await amiss()).toEqual({});
  await sql(insert, [newId(), "10 minutes"]);
  const found = expect.stringMatching(/^2, the oldest 6\d\d s old$/);
  expect(await amiss()).toMatchObject({
    "pending invalidations": { status: kind === "pglite" ? "warning" : "problem", found },
  });
  // One that was bumped waits for the later look alone.
  await sql("update pending_invalidations set bumped_at = now()");
  expect(await amiss()).toEqual({});
});

test("background jobs that nobody runs, and one that failed for good", async () => {
  await sql("select pgboss.create_queue('test.examined', '{\"policy\":\"standard\"}')");
  await sql("insert into pgboss.job (name) values ('test.examined')");
  expect(await amiss()).toEqual({});
  await sql("update pgboss.job set start_after = now() - interval '1 hour'");
  expect(await amiss()).toEqual(
    kind === "pglite"
      ? {}
      : {
          "background jobs": {
            status: "problem",
            found: expect.stringMatching(/^1 waiting, 0 running, 0 failed, the oldest due for 36\d\d s$/),
            advice: expect.stringContaining("jobs run"),
          },
        },
  );
  await sql("update pgboss.job set state = 'failed'");
  expect(await amiss()).toMatchObject({
    "background jobs": { status: "warning", found: "0 waiting, 0 running, 1 failed" },
  });
  await sql("delete from pgboss.job");
  expect(await amiss()).toEqual({});
});

describe("the cache's Redis", () => {
  test.each([
    ["an append-only file", "appendonly", "yes", "no", "append-only file"],
    ["snapshots", "save", "3600 1", "", "snapshots (save 3600 1)"],
  ])("with %s", async (_what, name, value, before, found) => {
    await client.config("SET", name, value);
    expect(await amiss()).toMatchObject({
      "cache persistence": { status: "problem", found, advice: expect.stringContaining("--appendonly no") },
    });
    await client.config("SET", name, before);
    expect(await amiss()).toEqual({});
  });

  test("that evicts nothing when it is full", async () => {
    await client.config("SET", "maxmemory", "64mb");
    expect(await amiss()).toMatchObject({
      "cache eviction": { status: "warning", found: "noeviction, 64 MiB" },
    });
    await client.config("SET", "maxmemory-policy", "allkeys-lru");
    expect(await amiss()).toEqual({});
  });

  // The gateway that stands in for Upstash has one user.
  if (kind === "neon") return;

  test("that does not let CONFIG be asked", async () => {
    await client.call("ACL", "SETUSER", "app", "on", ">pw", "~*", "+@all", "-config");
    const REDIS_URL = redis.url.replace("://", "://app:pw@");
    expect(await amiss({ REDIS_URL })).toMatchObject({ "cache persistence": { status: "warning" } });
    await client.config("SET", "appendonly", "yes");
    expect(await amiss({ REDIS_URL })).toMatchObject({
      "cache persistence": { status: "problem", found: "append-only file" },
    });
    await client.config("SET", "appendonly", "no");
  });

  test("that this user may only read", async () => {
    await client.call("ACL", "SETUSER", "reader", "on", ">pw", "~*", "+@all", "-@write");
    const REDIS_URL = redis.url.replace("://", "://reader:pw@");
    expect(await amiss({ REDIS_URL })).toMatchObject({ "cache writes": { status: "problem" } });
  });
});

test("a secret that can be guessed, or that others can read", async () => {
  expect(await amiss({ PLACAR_SECRET: "change-me-change-me-change-me-now!" })).toMatchObject({
    secret: { status: "problem" },
  });
  expect(await amiss({ PLACAR_SECRET: "abcabcabcabcabcabcabcabcabcabcabcabc" })).toMatchObject({
    secret: { status: "problem" },
  });
  if (kind !== "pglite")
    expect(await amiss({ PLACAR_SECRET: "" })).toMatchObject({ secret: { status: "problem" } });
});

describe("what is away", () => {
  test("the cache", async () => {
    await redis.stop();
    const told = await amiss();
    expect(told).toEqual({
      cache: {
        status: "problem",
        found: expect.stringContaining("does not answer"),
        advice: expect.any(String),
      },
    });
  });

  if (kind === "pglite") return;
  test("the database, then", async () => {
    await stopDatabase();
    expect(await amiss()).toMatchObject({
      database: { status: "problem", found: expect.stringContaining("does not answer") },
      cache: { status: "problem" },
    });
  });
});
