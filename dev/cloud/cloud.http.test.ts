import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { neon, neonConfig } from "@neondatabase/serverless";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTempFolder, removeFolder } from "../servers/temp-folder.ts";
import { startServer } from "../test/server.ts";
import { signUp } from "../test/sign-up.ts";

/** Of the cloud's servers: what they leave behind would be here. */
let folder: string;
let dataFolder: string;
let cloud: ChildProcess;
let variables: NodeJS.Dict<string>;

beforeAll(async () => {
  [folder, dataFolder] = await Promise.all([makeTempFolder("cloud"), makeTempFolder("cloud-data")]);
  // As /tmp is: PostgreSQL runs as another user where the tests run as root, and removes its own folder.
  await chmod(folder, 0o1777);
  cloud = spawn(process.execPath, [join(import.meta.dirname, "cloud.ts")], {
    env: { PATH: process.env.PATH, TMPDIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  variables = parseEnv(await outputUntil(cloud, /Ctrl-C/));
});
afterAll(async () => {
  cloud?.kill("SIGKILL");
  await Promise.all([folder, dataFolder].map((each) => each && removeFolder(each)));
});

/** Standard output, once standard error says what it is waited for. */
function outputUntil({ stdout, stderr }: ChildProcess, said: RegExp): Promise<string> {
  let [output, errors] = ["", ""];
  stdout?.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    stderr?.on("data", (chunk) => {
      errors += chunk;
      if (said.test(errors)) setImmediate(() => resolve(output));
    });
    stderr?.on("close", () => reject(new Error(`It ended: ${errors}`)));
  });
}

/** Processes below one, whatever session they are in. */
function descendantsOf(ancestor: number): number[] {
  const rows = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = (pid: number): number[] =>
    rows.flatMap(([child, parent]) =>
      parent === pid && child !== undefined ? [child, ...below(child)] : [],
    );
  return below(ancestor);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("the built server runs on what it prints, through the production drivers", async () => {
  expect(Object.keys(variables).sort()).toEqual([
    "DATABASE_DRIVER",
    "DATABASE_URL",
    "NEON_SQL_ENDPOINT",
    "NEON_WS_PROXY",
    "PLACAR_SECRET",
    "UPSTASH_REDIS_REST_TOKEN",
    "UPSTASH_REDIS_REST_URL",
  ]);
  const server = await startServer({ ...variables, PLACAR_DATA: dataFolder });
  try {
    const cookie = await signUp(server);
    const home = await fetch(`${server.origin}/organizations/new`, {
      headers: { cookie },
      redirect: "manual",
    });
    expect(home.status).toBe(200);
    expect(await home.text()).toContain("Ada Lovelace");
  } finally {
    expect((await server.stop()).code).toBe(0);
  }
  neonConfig.fetchEndpoint = () => variables.NEON_SQL_ENDPOINT ?? "";
  const sql = neon(variables.DATABASE_URL ?? "");
  expect(await sql`select name from users`).toEqual([{ name: "Ada Lovelace" }]);
  const redis = new Redis({
    url: variables.UPSTASH_REDIS_REST_URL ?? "",
    token: variables.UPSTASH_REDIS_REST_TOKEN ?? "",
  });
  expect(await redis.keys("placar:*")).not.toEqual([]);
});

test("ends all of it on Ctrl-C, pressed twice or not, and leaves nothing behind", async () => {
  const servers = descendantsOf(cloud.pid ?? 0);
  expect(servers.length).toBeGreaterThan(2);
  expect(await readdir(folder)).not.toEqual([]);
  const ended = new Promise((resolve) => cloud.once("exit", (code, signal) => resolve(code ?? signal)));
  cloud.kill("SIGINT");
  cloud.kill("SIGINT");
  expect(await ended).toBe(0);
  await expect.poll(() => servers.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});
