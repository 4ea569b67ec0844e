import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NeonGateway, startNeonGateway } from "#dev/cloud/neon.ts";
import { makeMigratedDatabase } from "#dev/servers/migrated-database.ts";
import { type PostgresServer, startPostgres } from "#dev/servers/postgres.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { password, signUp } from "#dev/test/sign-up.ts";

// The built server, and a database that sleeps.

let folder: string;
let postgres: PostgresServer;
let gateway: NeonGateway;
let url: string;

beforeAll(async () => {
  folder = await makeTempFolder("outage");
  postgres = await startPostgres();
  url = await makeMigratedDatabase(postgres, "placar");
  gateway = await startNeonGateway({ postgresUrl: url });
});
afterAll(async () => {
  await gateway.stop();
  await postgres.stop();
  await removeFolder(folder);
});

const variablesOf = (driver: "pg" | "neon"): Record<string, string> => ({
  PLACAR_DATA: folder,
  PLACAR_SECRET: randomBytes(36).toString("base64url"),
  DATABASE_DRIVER: driver,
  ...(driver === "pg"
    ? { DATABASE_URL: url }
    : {
        DATABASE_URL: gateway.connectionString,
        NEON_SQL_ENDPOINT: gateway.sqlEndpoint,
        NEON_WS_PROXY: gateway.wsProxy,
      }),
});

const signIn = (server: TestServer, email: string) =>
  fetch(`${server.origin}/sign-in`, {
    method: "POST",
    headers: { origin: server.origin, accept: "text/html" },
    body: new URLSearchParams({ email, password }),
    redirect: "manual",
  });
const statusOf = async (server: TestServer, path: string) => (await fetch(`${server.origin}${path}`)).status;

describe.each(["pg", "neon"] as const)("with the driver %s", (driver) => {
  let server: TestServer;
  const email = `${driver}@placar.example`;

  test("a server that is started before its database waits for it", async () => {
    let starting: Promise<TestServer> | undefined;
    await postgres.restart(async () => {
      starting = startServer(variablesOf(driver));
      expect(await Promise.race([starting, sleep(3_000, "waiting")])).toBe("waiting");
    });
    server = await (starting ?? Promise.reject(new Error("It was never started")));
    expect(await statusOf(server, "/health/ready")).toBe(200);
  });

  test("a database that goes away is an error page each time, and all is well when it is back", async () => {
    await signUp(server, email);
    await postgres.restart(async () => {
      // More at once than the pool has connections; the first of them find those that were just cut.
      const replies = await Promise.all(Array.from({ length: 25 }, () => signIn(server, email)));
      for (const reply of replies) expect([500, 503]).toContain(reply.status);
      const last = await signIn(server, email);
      expect(last.status).toBe(503);
      expect(await last.text()).toMatch(/<h1[^>]*>Out of reach for a moment</);
      expect(await statusOf(server, "/health/ready")).toBe(503);
      expect(await statusOf(server, "/health/live")).toBe(200);
      expect(await statusOf(server, "/sign-in")).toBe(200);
    });
    const asked = Array.from({ length: 25 }, () => statusOf(server, "/health/ready"));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
    expect((await signIn(server, email)).status).toBe(303);
  });

  test("it has said so in its log, crashed nowhere, and ends well", async () => {
    const { code, stderr } = await server.stop();
    expect([code, stderr]).toEqual([0, ""]);
    const said = server.logs().map(({ msg }) => msg);
    expect(said).toContain("database out of reach");
    expect(said).not.toContain("uncaught exception");
  });
});
