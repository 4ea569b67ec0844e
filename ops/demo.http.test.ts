import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoAccounts } from "#app/domains/accounts/demo-accounts.ts";
import { endAll, placar, start } from "./testing/run.ts";

let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-demo-"));
  data = join(folder, "data");
});
afterAll(async () => {
  endAll();
  await rm(folder, { recursive: true, force: true });
});

const demo = (args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  start("ops/demo.ts", args, { PORT: "0", PLACAR_DATA: data, ...env });

/** What it prints once it serves, and where. */
async function serving(child: ReturnType<typeof demo>): Promise<{ text: string; origin: string }> {
  let text = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      text += chunk;
      const origin = /http:\/\/localhost:\d+/.exec(text)?.[0];
      if (origin && text.includes("Control-C")) resolve({ text, origin });
    });
    child.ended.then(({ stderr }) => reject(new Error(stderr)));
  });
}

const marker = async () => JSON.parse(await readFile(join(data, "demo.json"), "utf8").catch(() => "{}"));

const leadsNow = async () => {
  const { stdout } = await placar(
    { PLACAR_DATA: data },
    "report",
    "pipeline",
    "--organization",
    "demo",
    "--format",
    "json",
  );
  return JSON.parse(stdout).entered as number;
};

// Five starts, two of which fill the folder.
test("killed while it fills the folder, it starts over; then it serves, and starts again with what is there", {
  timeout: 480_000,
}, async () => {
  const killed = demo();
  while ((await marker()).state !== "filling") await setTimeout(20);
  await setTimeout(700);
  killed.kill("SIGKILL");
  await killed.ended;
  expect((await marker()).state).toBe("filling");

  const first = demo();
  const { text, origin } = await serving(first);
  for (const role of ["owner", "admin", "mentor", "mentee"])
    expect(text).toContain(`${role}@demo.placar.example`);
  expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
  // Only in demo mode does the sign-in page offer the accounts.
  for (const { role, name } of demoAccounts) {
    expect(await (await fetch(`${origin}/sign-in`)).text()).toContain(name);
    const body = new URLSearchParams({ demo: role });
    const signedIn = await fetch(`${origin}/sign-in`, { method: "POST", body, redirect: "manual" });
    expect([signedIn.status, signedIn.headers.getSetCookie().length > 0]).toEqual([303, true]);
  }
  const leads = await leadsNow();
  expect(leads).toBeGreaterThan(5_000);

  const second = await demo().ended;
  expect(second).toEqual({
    code: 1,
    stdout: "",
    stderr: `The folder ${data} is in use by process ${first.pid}. Stop it, or set PLACAR_DATA to another folder.\n`,
  });
  const reset = await demo(["--reset"]).ended;
  expect(reset).toMatchObject({ code: 1, stdout: "" });
  first.kill("SIGINT");
  expect(await first.ended).toMatchObject({
    code: 0,
    stderr: [
      "Creating the database …",
      "Filling it with two years of a made-up agency …",
      ...[25, 50, 75, 100].map((percent) => `Filling the demo: ${percent} %`),
      "",
    ].join("\n"),
  });

  const { until } = await marker();
  const again = demo();
  await serving(again);
  expect(await leadsNow()).toBe(leads);
  again.kill("SIGTERM");
  expect(await again.ended).toMatchObject({ code: 0, stderr: "" });
  expect(await marker()).toEqual({ state: "ready", version: 3, until });

  const afresh = demo(["--reset"]);
  await serving(afresh);
  afresh.kill("SIGINT");
  await afresh.ended;
  expect((await marker()).until).not.toBe(until);
});

test("a taken port, a folder that cannot be, an unknown option: a line each", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as AddressInfo;
  expect(await demo([], { PORT: String(port) }).ended).toEqual({
    code: 1,
    stdout: "",
    stderr: `Port ${port} is taken. Stop what uses it, or set PORT to another.\n`,
  });
  taken.close();

  const file = join(folder, "file");
  await writeFile(file, "");
  expect(await demo([], { PLACAR_DATA: join(file, "data") }).ended).toEqual({
    code: 1,
    stdout: "",
    stderr: `The folder ${join(file, "data")} cannot be written (ENOTDIR). Set PLACAR_DATA to one that can.\n`,
  });
  // Somebody's own database is not the demo's to throw away.
  const own = join(folder, "own");
  await mkdir(join(own, "database"), { recursive: true });
  expect(await demo(["--reset"], { PLACAR_DATA: own }).ended).toEqual({
    code: 1,
    stdout: "",
    stderr: `The folder ${own} holds a database that the demo did not make. npm run db:reset throws it away.\n`,
  });
  const unknown = await demo(["--rest"]).ended;
  expect(unknown).toEqual({
    code: 2,
    stdout: "",
    stderr: "Unknown option '--rest'\nnpm run demo -- [--reset]\n",
  });
});
