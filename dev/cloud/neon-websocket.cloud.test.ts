import { Pool, type PoolClient } from "@neondatabase/serverless";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startForDriver } from "./neon-test-gateway.ts";

let servers: Awaited<ReturnType<typeof startForDriver>>;
let pool: Pool;

beforeAll(async () => {
  servers = await startForDriver();
  pool = new Pool({ connectionString: servers.gateway.connectionString, max: 4 });
  pool.on("error", () => {});
  await pool.query("create database websockets");
  await pool.end();
  const url = new URL(servers.gateway.connectionString);
  url.pathname = "/websockets";
  pool = new Pool({ connectionString: url.href, max: 4 });
  pool.on("error", () => {});
  pool.on("connect", (client: PoolClient) => client.on("error", () => {}));
  await pool.query("create table things (id int primary key, name text)");
});

afterAll(async () => {
  await pool?.end();
  await servers?.stop();
});

test("a transaction is seen by nobody until it commits", async () => {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into things values ($1, $2)", [1, "one"]);
  expect((await client.query("select * from things")).rows).toEqual([{ id: 1, name: "one" }]);
  expect((await pool.query("select * from things")).rows).toEqual([]);
  await client.query("commit");
  client.release();
  expect((await pool.query("select * from things")).rows).toEqual([{ id: 1, name: "one" }]);
});

test("a transaction that fails is rolled back, and the connection goes on", async () => {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into things values (2, 'two')");
  await expect(client.query("insert into things values (1, 'again')")).rejects.toMatchObject({
    code: "23505",
    constraint: "things_pkey",
  });
  await expect(client.query("select 1")).rejects.toMatchObject({ code: "25P02" });
  await client.query("rollback");
  expect((await client.query("select id from things order by id")).rows).toEqual([{ id: 1 }]);
  client.release();
});

test("transactions run side by side", async () => {
  const clients = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
  const pids = await Promise.all(clients.map((client) => client.query("select pg_backend_pid() as pid")));
  expect(new Set(pids.map(({ rows }) => rows[0].pid)).size).toBe(3);
  for (const client of clients) client.release();
});

test("a wrong password is refused with its code", async () => {
  const url = new URL(servers.gateway.connectionString);
  url.password = "wrong";
  const wrong = new Pool({ connectionString: url.href });
  await expect(wrong.query("select 1")).rejects.toMatchObject({ code: "28P01" });
  await wrong.end();
});

test("large values pass both ways", async () => {
  const text = "x".repeat(24 * 1024 * 1024);
  const { rows } = await pool.query("select $1::text as text, length($1::text) as length", [text]);
  expect(rows[0].length).toBe(text.length);
  expect(rows[0].text === text).toBe(true);
});

test("a result that nobody reads is not gathered in memory", async () => {
  const socket = new WebSocket(`ws://${servers.gateway.wsProxy}`);
  await new Promise((resolve) => socket.once("open", resolve));
  const url = new URL(servers.gateway.connectionString);
  socket.send(startup({ user: url.username, database: "websockets" }));
  socket.send(message("p", `${url.password}\0`));
  socket.send(message("Q", "select repeat('x', 1000) as unread_mark from generate_series(1, 1000000)\0"));
  await new Promise((resolve) => socket.once("message", resolve));
  socket.pause();
  const before = process.memoryUsage();
  await expect.poll(() => waitingOnClient()).toBe(1);
  const after = process.memoryUsage();
  const held = after.rss + after.external - before.rss - before.external;
  expect(held, "of a result of 1 GB").toBeLessThan(200 * 1024 * 1024);
  socket.terminate();
  await expect.poll(() => waitingOnClient()).toBe(0);
});

test("a client that closes without a word ends its session", async () => {
  const client = await pool.connect();
  const { rows } = await client.query("select pg_backend_pid() as pid");
  await client.query("begin");
  await client.query("insert into things values (3, 'three')");
  client.release(true);
  await expect
    .poll(async () => {
      const sessions = await pool.query("select 1 from pg_stat_activity where pid = $1", [rows[0].pid]);
      return sessions.rowCount;
    })
    .toBe(0);
  expect((await pool.query("select id from things where id = 3")).rows).toEqual([]);
});

test("a backend that is killed fails its client, not the process", async () => {
  const client = await pool.connect();
  await expect(client.query("select pg_terminate_backend(pg_backend_pid())")).rejects.toMatchObject({
    code: "57P01",
  });
  client.release(true);
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

/** Backends whose result waits for a reader. */
async function waitingOnClient(): Promise<number | null> {
  const { rowCount } = await pool.query(
    "select 1 from pg_stat_activity where wait_event = 'ClientWrite' and query like '%unread_mark%' and pid <> pg_backend_pid()",
  );
  return rowCount;
}

/** A message of Postgres's wire protocol: its type, its length, its body. */
function message(type: string, body: string): Buffer {
  const packet = Buffer.alloc(5 + Buffer.byteLength(body));
  packet.write(type);
  packet.writeInt32BE(packet.length - 1, 1);
  packet.write(body, 5);
  return packet;
}

function startup(parameters: Record<string, string>): Buffer {
  const body = Object.entries(parameters).flat().join("\0");
  const packet = Buffer.alloc(8 + Buffer.byteLength(body) + 2);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(3 << 16, 4);
  packet.write(body, 8);
  return packet;
}
