import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "./redis.ts";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("a started server answers, and leaves nothing when stopped", async () => {
  const server = await startRedis();
  const client = new Redis(server.url);
  await client.set("a", "1");
  const [, folder] = (await client.config("GET", "dir")) as [string, string];
  expect(await client.get("a")).toBe("1");
  client.disconnect();
  await server.stop();
  await server.stop();
  expect(isRunning(server.pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test("a stopped server can come back on its port, empty", async () => {
  const first = await startRedis();
  await first.stop();
  const second = await startRedis({ port: first.port });
  expect(second.url).toBe(first.url);
  await second.stop();
});

test.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
  "the server ends when its parent is ended by %s",
  async (signal) => {
    const script = `import { startRedis } from ${JSON.stringify(new URL("./redis.ts", import.meta.url).href)};
    const server = await startRedis();
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
    const parent: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (!parent.stdout) throw new Error("no output");
    const lines = createInterface({ input: parent.stdout });
    const pid = await new Promise<number>((resolve) => lines.once("line", (line) => resolve(Number(line))));
    expect(isRunning(pid)).toBe(true);
    parent.kill(signal);
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  },
);
