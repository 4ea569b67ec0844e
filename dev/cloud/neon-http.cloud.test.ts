import { NeonDbError, neon } from "@neondatabase/serverless";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startForDriver } from "./neon-test-gateway.ts";

let servers: Awaited<ReturnType<typeof startForDriver>>;
/** Through the driver and the gateway. */
let sql: ReturnType<typeof neon<false, true>>;
/** Past both, as the superuser. */
let direct: pg.Client;

beforeAll(async () => {
  servers = await startForDriver();
  sql = neon(servers.gateway.connectionString, { fullResults: true });
  direct = new pg.Client({ connectionString: servers.postgres.superuserUrl });
  await direct.connect();
  await direct.query("create table public.things (id int primary key, name text not null unique)");
  await direct.query("grant all on public.things to placar_owner");
});

afterAll(async () => {
  await direct?.end();
  await servers?.stop();
});

async function errorOf(promise: Promise<unknown>): Promise<NeonDbError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NeonDbError) return error;
  throw new Error(`no NeonDbError but ${String(error)}`);
}

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(servers.gateway.sqlEndpoint, {
    method: "POST",
    body,
    headers: {
      "Neon-Connection-String": servers.gateway.connectionString,
      "Neon-Raw-Text-Output": "true",
      "Neon-Array-Mode": "true",
      ...headers,
    },
  });
}

/** Resolves once no backend runs a statement that contains `mark`. */
async function expectIdle(mark: string): Promise<void> {
  await expect.poll(() => running(mark), { timeout: 5_000, interval: 20 }).toBe(0);
}

async function running(mark: string): Promise<number> {
  const { rows } = await direct.query(
    "select count(*)::int as n from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and query like $1",
    [`%${mark}%`],
  );
  return rows[0].n;
}

describe("values", () => {
  test.each([
    ["int8", "9007199254740993", "9007199254740993"],
    ["int4", "-7", -7],
    ["numeric", "12345678901234567890.123456789", "12345678901234567890.123456789"],
    ["boolean", "t", true],
    ["uuid", "0190a1b2-c3d4-7000-8000-000000000001", "0190a1b2-c3d4-7000-8000-000000000001"],
    ["timestamptz", "2026-03-01 12:00:00.123456+00", new Date("2026-03-01T12:00:00.123Z")],
    ["json", '{"a": [1, null]}', { a: [1, null] }],
    ["jsonb", '{"a": "ü"}', { a: "ü" }],
    ["int4[]", "{1,NULL,3}", [1, null, 3]],
    ["text[]", '{a,"b,c","NULL"}', ["a", "b,c", "NULL"]],
    ["bytea", "\\x00ff10", Buffer.from([0, 255, 16])],
    ["text", "", ""],
    ["text", "a\u0001\n\t\"\\'", "a\u0001\n\t\"\\'"],
  ])("%s %s comes as from Postgres", async (type, text, value) => {
    const { rows } = await sql.query(`select $1::text::${type} as value, null::${type} as nothing`, [text]);
    expect(rows).toEqual([{ value, nothing: null }]);
  });

  test("parameters of every JavaScript type arrive", async () => {
    const values = [
      1.5,
      true,
      null,
      new Date("2026-03-01T12:00:00.123Z"),
      [1, 2],
      { a: 1 },
      Buffer.from([0, 255]),
    ];
    const { rows } = await sql.query(
      `select $1::float8 as number, $2::boolean as boolean, $3::text as nothing, $4::timestamptz as instant,
        $5::int[] as list, $6::jsonb as object, $7::bytea as bytes`,
      values,
    );
    expect(rows).toEqual([
      {
        number: 1.5,
        boolean: true,
        nothing: null,
        instant: values[3],
        list: [1, 2],
        object: { a: 1 },
        bytes: values[6],
      },
    ]);
  });

  test("a result carries command, count and fields, also without rows", async () => {
    const inserted = await sql`insert into things values (1, 'one'), (2, 'two')`;
    expect(inserted).toMatchObject({ command: "INSERT", rowCount: 2, rows: [], fields: [] });
    const read = await sql`select id, name from things where id = 3`;
    expect(read).toMatchObject({ command: "SELECT", rowCount: 0, rows: [] });
    expect(read.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ["id", 23],
      ["name", 25],
    ]);
    expect(await sql`create table empty ()`.catch((error) => error.code)).toBe("42501");
    await sql`delete from things`;
  });

  test("columns of one name stay apart in array mode", async () => {
    const arrays = neon(servers.gateway.connectionString, { arrayMode: true });
    expect(await arrays`select 1 as a, 2 as a`).toEqual([[1, 2]]);
  });
});

describe("batches", () => {
  test("run in one transaction with the asked-for isolation", async () => {
    const results = await sql.transaction(
      [
        sql`select txid_current_if_assigned() is null as unwritten, current_setting('transaction_isolation') as level`,
        sql`insert into things values (1, 'one')`,
        sql`select txid_current()::text as id`,
        sql`select txid_current()::text as id, count(*)::int as n from things`,
      ],
      { isolationLevel: "RepeatableRead" },
    );
    expect(results[0]?.rows).toEqual([{ unwritten: true, level: "repeatable read" }]);
    expect(results[3]?.rows).toEqual([{ id: results[2]?.rows[0]?.id, n: 1 }]);
    await sql`delete from things`;
  });

  test("keep nothing of a batch that fails", async () => {
    const error = await errorOf(
      sql.transaction([
        sql`insert into things values (1, 'one')`,
        sql`insert into things values (1, 'again')`,
      ]),
    );
    expect(error.code).toBe("23505");
    expect((await sql`select * from things`).rows).toEqual([]);
  });

  test("refuse a write when read only", async () => {
    const error = await errorOf(sql.transaction([sql`delete from things`], { readOnly: true }));
    expect(error.code).toBe("25006");
  });

  test("pass on deferrable, and say which isolation level is unknown", async () => {
    const [result] = await sql.transaction([sql`show transaction_deferrable`], {
      isolationLevel: "Serializable",
      readOnly: true,
      deferrable: true,
    });
    expect(result?.rows).toEqual([{ transaction_deferrable: "on" }]);
    const reply = await post(JSON.stringify({ queries: [] }), { "Neon-Batch-Isolation-Level": "Loose" });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ message: "unknown isolation level Loose" });
  });

  test("a deferred constraint fails the batch at its commit", async () => {
    await direct.query(`create table public.deferred (id int unique deferrable initially deferred);
      grant all on public.deferred to placar_owner`);
    const error = await errorOf(sql.transaction([sql`insert into deferred values (1), (1)`, sql`select 1`]));
    expect(error.code).toBe("23505");
    expect((await sql`select * from deferred`).rows).toEqual([]);
  });
});

describe("errors", () => {
  test("carry Postgres's fields", async () => {
    await sql`insert into things values (1, 'one')`;
    const duplicate = await errorOf(sql`insert into things values (2, 'one')`);
    expect(duplicate).toMatchObject({
      message: 'duplicate key value violates unique constraint "things_name_key"',
      severity: "ERROR",
      code: "23505",
      detail: "Key (name)=(one) already exists.",
      schema: "public",
      table: "things",
      constraint: "things_name_key",
      routine: "_bt_check_unique",
    });
    const missing = await errorOf(sql`insert into things values (2, null)`);
    expect(missing).toMatchObject({ code: "23502", column: "name" });
    const syntax = await errorOf(sql`select from where`);
    expect(syntax).toMatchObject({ code: "42601", position: "13" });
    await sql`delete from things`;
  });

  test("several statements in one string are refused", async () => {
    expect((await errorOf(sql.query("select 1; select 2"))).code).toBe("42601");
  });

  test("a wrong password and an unknown database keep their code", async () => {
    const wrong = new URL(servers.gateway.connectionString);
    wrong.password = "wrong";
    expect((await errorOf(neon(wrong.href)`select 1`)).code).toBe("28P01");
    const unknown = new URL(servers.gateway.connectionString);
    unknown.pathname = "/unknown";
    expect((await errorOf(neon(unknown.href)`select 1`)).code).toBe("3D000");
  });

  test("a backend that is killed fails its query alone", async () => {
    const error = await errorOf(sql`select pg_terminate_backend(pg_backend_pid())`);
    expect(error.code).toBe("57P01");
    expect((await sql`select 1 as one`).rows).toEqual([{ one: 1 }]);
  });

  test("what is no request of the driver is refused", async () => {
    expect((await post("{")).status).toBe(400);
    expect((await post('{"query": 1}')).status).toBe(400);
    expect((await post('{"query": "select 1"}', { "Neon-Connection-String": "nonsense" })).status).toBe(400);
    expect((await fetch(servers.gateway.sqlEndpoint)).status).toBe(405);
    expect((await fetch(new URL("/other", servers.gateway.sqlEndpoint))).status).toBe(404);
  });
});

describe("one client's state", () => {
  test("does not reach the next request", async () => {
    const pids = new Set<number>();
    for (let round = 0; round < 20; round++) {
      const { rows } = await sql`
        select pg_backend_pid() as pid, set_config('app.organization_id', 'leaked', false),
          current_setting('role') as role, pg_advisory_lock(1)`;
      expect(rows[0]?.role).toBe("none");
      pids.add(rows[0]?.pid);
      const [leaked] = (
        await sql`select pg_backend_pid() as pid, current_setting('app.organization_id', true) as id`
      ).rows;
      expect(leaked?.id || null).toBeNull();
    }
    expect(pids.size, "connections are reused").toBeLessThan(20);
  });

  test("does not stay when it leaves a transaction open", async () => {
    await sql`begin`;
    await sql`delete from things`;
    await expect
      .poll(async () => {
        const { rows } = await direct.query(
          "select count(*)::int as n from pg_stat_activity where state like 'idle in transaction%'",
        );
        return rows[0].n;
      })
      .toBe(0);
  });
});

describe("limits", () => {
  const limit = 10 * 1024 * 1024;

  test("a request over 10 MiB is read to its end and answered 413", async () => {
    const huge = "x".repeat(limit);
    const reply = await post(JSON.stringify({ query: "select length($1)", params: [huge] }));
    expect(reply.status).toBe(413);
    expect((await errorOf(sql`select length(${huge}) as n`)).message).toMatch(/HTTP status 413.*too large/);
    const below = "x".repeat(limit - 1024);
    expect((await sql`select length(${below}) as n`).rows).toEqual([{ n: limit - 1024 }]);
  });

  test("a reply over 10 MiB is answered 507, in a batch too, and its query ends", async () => {
    const endless = sql`select 'limit-mark' as mark, repeat('x', 1000) as text from generate_series(1, 1000000)`;
    expect((await errorOf(endless)).message).toMatch(/HTTP status 507.*too large/);
    await expectIdle("limit-mark");
    const half = () => sql`select repeat('x', ${6 * 1024 * 1024}) as text`;
    expect((await errorOf(sql.transaction([half(), half()]))).message).toMatch(/HTTP status 507/);
    expect((await half()).rows[0]?.text).toHaveLength(6 * 1024 * 1024);
  });
});

describe("a client that goes away", () => {
  test("cancels its query", async () => {
    const leave = new AbortController();
    const slow = neon(servers.gateway.connectionString, { fetchOptions: { signal: leave.signal } });
    const answer = errorOf(slow`select pg_sleep(60) as gone_mark`);
    await expect.poll(() => running("gone_mark")).toBe(1);
    leave.abort();
    await answer;
    await expectIdle("gone_mark");
  });

  test("cancels its batch, and rolls it back", async () => {
    const leave = new AbortController();
    const slow = neon(servers.gateway.connectionString, { fetchOptions: { signal: leave.signal } });
    const batch = slow.transaction([
      slow`insert into things values (9, 'nine')`,
      slow`select pg_sleep(60) as batch_mark`,
    ]);
    const answer = errorOf(batch);
    await expect.poll(() => running("batch_mark")).toBe(1);
    leave.abort();
    await answer;
    await expectIdle("batch_mark");
    expect((await sql`select * from things where id = 9`).rows).toEqual([]);
  });
});
