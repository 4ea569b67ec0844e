import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "#app/domains/accounts/testing/authenticator.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { password, signUp } from "#dev/test/sign-up.ts";
import { endAll, placar } from "#ops/testing/run.ts";

// Two-step sign-in as somebody without scripts lives it, and the operator's way out.

let folder: string;
let env: Record<string, string>;
let server: TestServer;

beforeAll(async () => {
  folder = await makeTempFolder("two-factor");
  env = { PLACAR_DATA: folder };
  server = await startServer(env);
});
afterAll(async () => {
  endAll();
  await server?.stop();
  await removeFolder(folder);
});

const get = (path: string, cookie = "") =>
  fetch(`${server.origin}${path}`, { headers: { cookie }, redirect: "manual" });

const post = (path: string, form: Record<string, string>, cookie = "") =>
  fetch(`${server.origin}${path}`, {
    ...{ method: "POST", body: new URLSearchParams(form), redirect: "manual" },
    headers: { cookie, origin: server.origin },
  });

/** What a browser holds after an answer. */
const kept = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .filter((cookie) => !/Max-Age=0/i.test(cookie))
    .map((cookie) => cookie.replace(/;.*/, ""))
    .join("; ");

const tryPassword = (email: string, next = "") => post(`/sign-in${next}`, { email, password });

/** Sets an app up for a new account. */
async function protectedPerson(email: string) {
  const cookie = await signUp(server, email);
  const begun = await post("/account/two-factor", { currentPassword: password }, cookie);
  expect(begun.headers.get("location")).toBe("/account/two-factor/confirmation");
  const page = await get("/account/two-factor/confirmation", cookie);
  expect(page.headers.get("cache-control")).toBe("no-store");
  const html = await page.text();
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? "";
  expect(html).toContain(`secret=${key.replaceAll(" ", "")}`);
  expect(html).toMatch(/<svg role="img"[^>]*QR code/);
  const confirmed = await post("/account/two-factor/confirmation", { code: codeOf(key) }, cookie);
  expect(confirmed.status).toBe(200);
  expect(confirmed.headers.get("cache-control")).toBe("no-store");
  const codes = [...(await confirmed.text()).matchAll(/<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/g)].map(
    (match) => match[1] ?? "",
  );
  expect(codes).toHaveLength(10);
  return { key, codes, before: cookie, cookie: kept(confirmed) };
}

test("a password alone opens nothing; its code leads where it was meant to", async () => {
  const email = "ada@placar.example";
  const { key, before, cookie } = await protectedPerson(email);
  expect((await get("/account", before)).status, "the session before").toBe(302);
  expect(await (await get("/account", cookie)).text()).toContain("Turn off");
  expect((await get("/account/two-factor", cookie)).headers.get("location")).toBe("/account");

  const outcome = await tryPassword(email, "?next=%2Faccount");
  expect(outcome.status).toBe(303);
  const page = outcome.headers.get("location") ?? "";
  expect(page).toBe("/sign-in/code?next=%2Faccount");
  const step = kept(outcome);
  expect(step).toMatch(/^placar\.second-step=/);
  expect(outcome.headers.get("set-cookie")).toMatch(/HttpOnly/i);
  expect((await get("/account", step)).status).toBe(302);
  expect(await (await get(page, step)).text()).toMatch(/autocomplete="one-time-code"/i);

  const wrong = await post(page, { code: codeOf(key, 5) }, step);
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain("This is not the code that your app shows now.");
  const right = await post(page, { code: codeOf(key, 1) }, step);
  expect([right.status, right.headers.get("location")]).toEqual([303, "/account"]);
  expect((await get("/account", kept(right))).status).toBe(200);
  expect(await (await post(page, { code: codeOf(key) }, step)).text()).toContain("Please begin anew");
});

test("a recovery code opens once, and tells how many are left", async () => {
  const email = "bea@placar.example";
  const { codes } = await protectedPerson(email);
  const [code = ""] = codes;
  const page = "/sign-in/recovery-code";
  const opened = await post(
    page,
    { code: code.toUpperCase().replace("-", " ") },
    kept(await tryPassword(email)),
  );
  expect(opened.headers.get("location")).toBe("/");
  expect(await (await get("/account", kept(opened))).text()).toContain("9 codes are left.");
  const again = await post(page, { code }, kept(await tryPassword(email)));
  expect(again.status).toBe(400);
  expect(await again.text()).not.toContain(code);
});

test("codes are not to be guessed, and without a password there is nothing to give one for", async () => {
  const email = "cleo@placar.example";
  const { key } = await protectedPerson(email);
  for (let n = 0; n < 5; n++) {
    const step = kept(await tryPassword(email));
    expect((await post("/sign-in/code", { code: codeOf(key, 5) }, step)).status).toBe(400);
  }
  const refused = await post("/sign-in/code", { code: codeOf(key, 1) }, kept(await tryPassword(email)));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  for (const cookie of ["", "placar.second-step=2fa-made-up.c2lnbmVk"])
    expect(await (await get("/sign-in/code", cookie)).text()).toContain("Please begin anew");
});

test("an operator lets somebody in who has lost app and codes", async () => {
  const email = "dora@placar.example";
  await protectedPerson(email);
  expect((await tryPassword(email)).headers.get("location")).toBe("/sign-in/code");
  const off = () => placar(env, "people", "two-factor-off", "Dora@placar.example");
  expect(await off()).toMatchObject({
    code: 0,
    stdout: `Two-step sign-in of ${email} is off. No e-mails are sent from here: tell them yourself.\n`,
  });
  expect(await off()).toMatchObject({ code: 0, stdout: `Two-step sign-in of ${email} was off already.\n` });
  expect((await tryPassword(email)).headers.get("location")).toBe("/");
  expect(await placar(env, "people", "two-factor-off", "nobody@placar.example")).toMatchObject({
    code: 1,
    stderr: "EMAIL: nobody here has nobody@placar.example.\n",
  });
});
