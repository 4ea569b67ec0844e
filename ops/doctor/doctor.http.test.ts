import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailServer } from "#app/mail/testing/mail-server.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { endAll, placar } from "../testing/run.ts";

let folder: string;
let env: { PLACAR_DATA: string };
let server: TestServer;

beforeAll(async () => {
  folder = await makeTempFolder("doctor");
  env = { PLACAR_DATA: join(folder, "data") };
  server = await startServer(env);
});
afterAll(async () => {
  endAll();
  await server?.stop();
  await removeFolder(folder);
});

test("a server that holds the embedded database looks at itself", async () => {
  // What counts is its own settings, not those of the shell that asks.
  const { code, stdout } = await placar(
    { ...env, PLACAR_SECRET: "a".repeat(32) },
    "doctor",
    "--format",
    "json",
  );
  const { problems, findings } = JSON.parse(stdout);
  expect(findings).toEqual(
    expect.arrayContaining([
      { check: "data folder", status: "ok", found: expect.stringContaining(`(${server.pid})`) },
      { check: "secret", status: "ok", found: expect.stringContaining("drawn by the first start") },
      { check: "build", status: "ok", found: expect.stringMatching(/^Placar \d.*, build \w+ of 20/) },
      { check: "role", status: "ok", found: "placar_app, bound by row-level security" },
      { check: "mail", status: "ok", found: expect.stringContaining("none is sent") },
      { check: "breaker", status: "ok", found: expect.stringContaining("closed") },
    ]),
  );
  expect({ problems, code }).toEqual({ problems: 0, code: 0 });
});

test("a mail server is spoken to; one that does not answer is a problem", async () => {
  const mail = await startMailServer();
  const settings = {
    PLACAR_DATA: join(folder, "mail"),
    PLACAR_SMTP_URL: mail.url,
    PLACAR_MAIL_FROM: "no-reply@placar.example",
    PLACAR_ORIGIN: "https://placar.example",
  };
  const host = new URL(mail.url).host;
  expect((await placar(settings, "doctor")).stdout).toMatch(
    new RegExp(`^ok +mail +sent through ${host} as no-reply@placar.example$`, "m"),
  );
  await mail.stop();
  expect(mail.received).toEqual([]);
  const { code, stdout } = await placar(settings, "doctor");
  expect(stdout).toMatch(/^problem +mail +The mail server: ESOCKET\n +Nothing is lost/m);
  expect(code).toBe(1);
});

test("without a server it looks by itself, and a problem is told by the exit code", async () => {
  const alone = { PLACAR_DATA: join(folder, "nowhere"), REDIS_URL: "redis://127.0.0.1:1" };
  const { code, stdout } = await placar(alone, "doctor");
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^problem {2}cache +it does not answer: connect ECONNREFUSED 127\.0\.0\.1:1\n +Pages are/m,
  );
  expect(stdout).toMatch(/\n1 problem, \d warnings?\.\n$/);
  const wrong = await placar(alone, "doctor", "--format", "xml");
  expect(wrong).toMatchObject({ code: 1, stderr: '--format: expected json or text, got "xml".\n' });
});
