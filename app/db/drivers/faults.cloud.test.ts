import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type NeonGateway, startNeonGateway } from "#dev/cloud/neon.ts";
import { makeMigratedDatabase } from "#dev/servers/migrated-database.ts";
import { type PostgresServer, startPostgres } from "#dev/servers/postgres.ts";
import type { Database } from "../database.ts";
import { openDatabase } from "../open.server.ts";
import { DatabaseUnavailableError } from "../unavailable.ts";

// What becomes of a pool of two when backends die, connections run out and the server goes away, with the real drivers.

const poolSize = 2;
const system = { kind: "system" } as const;

let server: PostgresServer;
let url: string;
let gateway: NeonGateway;
let oracle: pg.Pool;
let database: Database;

beforeAll(async () => {
  server = await startPostgres();
  oracle = new pg.Pool({ connectionString: server.superuserUrl, max: 2 });
  oracle.on("error", () => {});
  url = await makeMigratedDatabase(server, "placar");
  gateway = await startNeonGateway({ postgresUrl: url });
});
afterEach(() => database.close());
afterAll(async () => {
  await oracle.end();
  await gateway.stop();
  await server.stop();
});

const codeOf = (error: unknown): string | undefined => {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
};
const write = (number: number) =>
  database.inTransaction(system, async (tx) => {
    const { rows } = await tx.execute<{ n: number }>(sql`select ${number}::int as n`);
    return rows[0]?.n;
  });
const read = async () => {
  const [{ rows }] = await database.readBatch(system, (db) => [
    db.execute<{ n: number }>(sql`select 1 as n`),
  ]);
  return Number(rows[0]?.n);
};
const killBackends = () =>
  oracle.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'placar_owner' and pid <> pg_backend_pid()",
  );
const nothing = new Int32Array(new SharedArrayBuffer(4));
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Every connection of the pool, and then some. */
const oneByOne = async () => {
  for (let i = 0; i < poolSize * 2; i++) expect(await write(i)).toBe(i);
};
const allAtOnce = () => Promise.all(Array.from({ length: poolSize * 3 }, (_, i) => write(i)));

describe.each(["pg", "neon"] as const)("with the driver %s", (driver) => {
  const open = async (patienceMs = 20_000) => {
    database = await openDatabase({
      url: driver === "neon" ? gateway.connectionString : url,
      driver,
      poolSize,
      connectionPatienceMs: patienceMs,
      neonGateway: gateway,
    });
  };

  test("a backend killed within a transaction: that is what its caller hears, and no connection is lost", async () => {
    await open();
    for (let i = 0; i < poolSize * 2; i++) {
      const killed = database.inTransaction(system, async (tx) => {
        await tx.execute(sql`select 1`);
        await killBackends();
        await tx.execute(sql`select 1`);
      });
      expect(codeOf(await killed.catch((error) => error))).toBe("57P01");
    }
    await oneByOne();
  });

  test("the work's own error surfaces, not that of the rollback that a dead connection could not do", async () => {
    await open();
    const mine = new Error("mine");
    const failing = database.inTransaction(system, async (tx) => {
      const ended = tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      void ended.catch(() => {});
      throw mine;
    });
    await expect(failing).rejects.toBe(mine);
    await oneByOne();
  });

  test("as many failing BEGINs as there are connections leave the pool whole", async () => {
    await open();
    for (let round = 0; round < 2; round++) {
      await allAtOnce();
      const { rows } = await oracle.query<{ pid: number }>(
        "select pid from pg_stat_activity where usename = 'placar_owner' and state = 'idle'",
      );
      for (const { pid } of rows) process.kill(pid, "SIGTERM");
      // The backends end while this process is busy: the pool has not heard, and lends what is dead.
      for (let tenMs = 0; tenMs < 2_000 && rows.some(({ pid }) => isRunning(pid)); tenMs++)
        Atomics.wait(nothing, 0, 0, 10);
      const begun = await Promise.allSettled([write(1), write(2)]);
      for (const outcome of begun) {
        expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(DatabaseUnavailableError) });
      }
    }
    await oneByOne();
  });

  test("with every connection lent, a caller waits so long and no longer, and hears why", async () => {
    // Long enough for the two that are lent to connect on a busy machine.
    await open(2_000);
    const hold = Promise.withResolvers<void>();
    const held = Promise.all(
      Array.from({ length: poolSize }, () => database.inTransaction(system, () => hold.promise)),
    );
    const late = await write(1).catch((error) => error);
    expect(late).toBeInstanceOf(DatabaseUnavailableError);
    expect(late.message).toBe("None of the 2 connections to the database became free in time.");
    hold.resolve();
    await held;
    await oneByOne();
  });

  test("a server that goes away and comes back: errors meanwhile, and the same pool goes on", async () => {
    await open();
    await allAtOnce();
    await server.restart(async () => {
      for (const attempt of [read, () => write(1)]) {
        // Those that wait for a connection are told too, each by the next that fails.
        const refused = await Promise.all(
          Array.from({ length: poolSize * 3 }, () => attempt().catch((error) => error)),
        );
        for (const error of refused) {
          expect(error).toBeInstanceOf(DatabaseUnavailableError);
          expect(error.message).toMatch(/^The database cannot be reached: /);
        }
      }
    });
    await allAtOnce();
    expect(await read()).toBe(1);
  });

  test("a server that comes up late is waited for", async () => {
    let opening: Promise<void> | undefined;
    await server.restart(async () => {
      opening = open();
      await expect(
        Promise.race([opening, new Promise((done) => setTimeout(done, 500, "waiting"))]),
      ).resolves.toBe("waiting");
    });
    await opening;
    await oneByOne();
  });
});
