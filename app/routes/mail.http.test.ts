import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MailServer, type Received, startMailServer } from "#app/mail/testing/mail-server.ts";
import { freePort } from "#dev/servers/free-port.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { password, signUp } from "#dev/test/sign-up.ts";
import { endAll, placar } from "#ops/testing/run.ts";

// What comes by e-mail from a server that sends some, as somebody without scripts lives it.

let folder: string;
let mail: MailServer;
let env: Record<string, string>;
let server: TestServer;

beforeAll(async () => {
  folder = await makeTempFolder("mail");
  mail = await startMailServer();
  const port = String(await freePort());
  env = {
    PLACAR_DATA: folder,
    PORT: port,
    PLACAR_ORIGIN: `http://127.0.0.1:${port}`,
    PLACAR_SMTP_URL: mail.url,
    PLACAR_MAIL_FROM: "Placar <no-reply@placar.example>",
    PLACAR_OPERATORS: "operator@placar.example",
  };
  server = await startServer(env);
});
afterAll(async () => {
  endAll();
  await server?.stop();
  await mail?.stop();
  await removeFolder(folder);
});

const get = (path: string, cookie = "") =>
  fetch(new URL(path, server.origin), { headers: { cookie }, redirect: "manual" });

const post = (path: string, form: Record<string, string>, cookie = "") =>
  fetch(new URL(path, server.origin), {
    ...{ method: "POST", body: new URLSearchParams(form), redirect: "manual" },
    headers: { cookie, origin: server.origin },
  });

const signIn = (email: string, given: string) => post("/sign-in", { email, password: given });

/** Where the one link of an e-mail leads, which is here. */
function linkIn({ text, html }: Received): string {
  const [link = ""] = text.match(/http\S+/g) ?? [];
  expect(new URL(link).origin).toBe(server.origin);
  expect(html).toContain(`href="${link}"`);
  return link;
}

test("an operator is one once the address is confirmed, which opening the link alone does not do", async () => {
  const email = "operator@placar.example";
  const cookie = await signUp(server, email);
  expect((await get("/operator/jobs", cookie)).status).toBe(404);
  expect(await (await get("/account", cookie)).text()).toContain("not confirmed yet");

  const link = linkIn(await mail.waitFor(email));
  expect((await get(link)).status).toBe(200);
  expect((await get("/operator/jobs", cookie)).status).toBe(404);
  const confirmed = await post(link, {}, cookie);
  expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, "/account"]);
  expect((await get("/operator/jobs", cookie)).status).toBe(200);
  expect(await (await post(link, {}, cookie)).text()).toContain("worth nothing any more");
  expect(await (await get(link)).text()).toContain("worth nothing any more");
  expect((await get(`${link}x`)).status).toBe(200);
});

describe("a forgotten password", () => {
  test("is replaced through the e-mail; who has no account is answered the same", async () => {
    const email = "ana@placar.example";
    const cookie = await signUp(server, email);
    await mail.waitFor(email);
    const answers = await Promise.all(
      [email, "nobody@placar.example"].map((each) => post("/forgot-password", { email: each })),
    );
    const [known, unknown] = answers.map(({ status, headers }) => [status, headers.get("location")]);
    expect(known).toEqual([303, "/sign-in"]);
    expect(unknown).toEqual(known);

    const link = linkIn(await mail.waitFor(email, 1));
    expect(await (await get(link)).text()).toContain("Choose a new password");
    const short = await post(link, { newPassword: "short" });
    expect([short.status, (await short.text()).includes("at least 10 characters")]).toEqual([400, true]);
    const done = await post(link, { newPassword: "another long password" });
    expect([done.status, done.headers.get("location")]).toEqual([303, "/sign-in"]);
    expect((await get("/account", cookie)).headers.get("location")).toBe("/sign-in?next=%2Faccount");
    expect((await signIn(email, password)).status).toBe(400);
    expect((await signIn(email, "another long password")).status).toBe(303);
    expect((await mail.waitFor(email, 2)).subject).toBe("Your password for Placar was changed");
    const over = await (await get(link)).text();
    expect(over).toContain("worth nothing any more");
    expect(over).toContain('href="/forgot-password"');
    expect(over).not.toContain('name="newPassword"');
    expect(await (await post(link, { newPassword: "a third long password" })).text()).toContain(
      "worth nothing any more",
    );
    expect(mail.received.some(({ to }) => to.includes("nobody@placar.example"))).toBe(false);
  });

  test("is replaced through a link that an operator makes", async () => {
    const email = "bruno@placar.example";
    await signUp(server, email);
    const { code, stdout } = await placar(env, "people", "reset-link", "Bruno@placar.example");
    expect(code).toBe(0);
    const [link = ""] = stdout.match(/http\S+/) ?? [];
    expect((await post(link, { newPassword: "another long password" })).status).toBe(303);
    expect((await signIn(email, "another long password")).status).toBe(303);
    expect(await placar(env, "people", "reset-link", "nobody@placar.example")).toMatchObject({
      code: 1,
      stderr: "EMAIL: nobody here has nobody@placar.example.\n",
    });
  });
});

test("reminders are turned off in the account, and on again", async () => {
  const email = "carla@placar.example";
  const cookie = await signUp(server, email);
  const account = async () => (await get("/account", cookie)).text();
  expect(await account()).toContain("They come once your e-mail address is confirmed.");
  await post(linkIn(await mail.waitFor(email)), {}, cookie);
  expect(await account()).toContain("They come by e-mail.");
  for (const [reminders, state] of [
    ["off", "None come."],
    ["on", "They come by e-mail."],
  ] as const) {
    const { status, headers } = await post("/account/reminders", { reminders }, cookie);
    expect([status, headers.get("location")]).toEqual([303, "/account"]);
    expect(await account()).toContain(state);
  }
});

test("an invitation comes by e-mail and can be sent again; a mail server that is away holds nobody up", async () => {
  const cookie = await signUp(server, "owner@placar.example");
  const settings = { currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await post("/organizations/new", { name: "Aurora", slug: "aurora", ...settings }, cookie);
  const guest = "guest@placar.example";
  const made = await post("/o/aurora/people/invite", { email: guest, role: "mentor" }, cookie);
  expect(made.status).toBe(303);
  const page = made.headers.get("location") ?? "";
  const link = linkIn(await mail.waitFor(guest));
  expect(await (await get(link)).text()).toContain("Join Aurora");
  expect(await (await get(page, cookie)).text()).toContain(link);
  expect((await post(`${page}/mail`, {}, cookie)).status).toBe(303);
  expect(linkIn(await mail.waitFor(guest, 1))).toBe(link);

  await mail.stop();
  const late = await post(
    "/o/aurora/people/invite",
    { email: "late@placar.example", role: "mentor" },
    cookie,
  );
  expect(late.status).toBe(303);
});
