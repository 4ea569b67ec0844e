import { existsSync } from "node:fs";
import pg from "pg";
import { expect, test } from "vitest";
import { ownerRole, startPostgres } from "./postgres.ts";

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test("a real PostgreSQL 18, whose owner role bypasses nothing, gone when stopped", async () => {
  const server = await startPostgres({ settings: { work_mem: "5MB" } });
  try {
    expect(await query(server.url(), "show server_version_num")).toEqual([
      { server_version_num: expect.stringMatching(/^18/) },
    ]);
    expect(await query(server.url(), "show work_mem")).toEqual([{ work_mem: "5MB" }]);
    expect(
      await query(
        server.superuserUrl,
        `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = '${ownerRole}'`,
      ),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: true, rolcreaterole: true }]);
    await query(server.url(), "create database other");
    expect(await query(server.url("other"), "select current_database() as name")).toEqual([
      { name: "other" },
    ]);
    await expect(query(server.url("postgres", "somebody"), "select 1")).rejects.toMatchObject({
      code: "28P01",
    });
  } finally {
    await server.stop();
  }
  await server.stop();
  expect(() => process.kill(server.pid, 0)).toThrow();
  expect(existsSync(server.dataFolder)).toBe(false);
});

test("a server that is restarted keeps what it held, and nobody answers meanwhile", async () => {
  const server = await startPostgres();
  try {
    await query(server.url(), "create database kept");
    await server.restart(async () => {
      await expect(query(server.url(), "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    });
    expect(await query(server.url("kept"), "select current_database() as name")).toEqual([{ name: "kept" }]);
  } finally {
    await server.stop();
  }
  expect(existsSync(server.dataFolder)).toBe(false);
});
