import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { endAll, placar } from "./testing/run.ts";

let folder: string;
let server: TestServer | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-jobs-"));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(async () => {
  endAll();
  await rm(folder, { recursive: true, force: true });
});

const folderOf = (name: string) => ({ PLACAR_DATA: join(folder, name) });
const list = async (env: NodeJS.ProcessEnv) => (await placar(env, "jobs", "list")).stdout;

test("a server prepares and runs jobs, tells of them, and ends when it is told to", async () => {
  const env = folderOf("on");
  server = await startServer(env);
  // That of every minute is due as soon as the server is there.
  await vi.waitFor(
    async () => expect(await list(env)).toMatch(/^invalidations\.sweep +0 waiting, 0 running, 0 failed$/m),
    { timeout: 30_000, interval: 500 },
  );
  expect(await list(env)).toMatch(/^accounts\.forgetExpired /m);
  const { code, stderr } = await server.stop();
  expect([code, stderr]).toEqual([0, ""]);
  expect(server.logs().filter(({ level }) => level !== "info")).toEqual([]);
});

test("one that is to run none leaves them to the command, which ends when nothing is due", async () => {
  const env = folderOf("off");
  server = await startServer({ ...env, PLACAR_JOBS: "off" });
  expect(await list(env)).toBe("No job has been prepared yet: no server has run jobs.\n");
  // In that server, since it holds the database.
  expect(await placar(env, "jobs", "run")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await list(env)).toMatch(/^invalidations\.sweep +0 waiting, 0 running, 0 failed$/m);
});

test("the command works without a server, too", async () => {
  const env = folderOf("none");
  expect(await placar(env, "jobs", "run")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await list(env)).toMatch(/^accounts\.forgetExpired +0 waiting, 0 running, 0 failed$/m);
});
