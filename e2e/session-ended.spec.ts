import type { Page } from "playwright/test";
import { type Agency, agencyPassword, emailOf } from "./agencies.ts";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { addLead } from "./leads.ts";
import { enter, fillSignIn } from "./sign-in.ts";

const ended = "Your session has ended";

/** Ends the session of a page in another browser: its own keeps the cookie, which is worth nothing. */
async function endSession(page: Page, elsewhere: Page): Promise<void> {
  await elsewhere.context().addCookies(await page.context().cookies());
  await elsewhere.goto("/account");
  await elsewhere.getByRole("button", { name: "Sign out" }).click();
  await expect(elsewhere).toHaveURL("/sign-in");
}

/** Presses a button whose form is answered 401. */
async function sendInVain(page: Page, button: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: button }).click();
  expect((await answer).status()).toBe(401);
}

async function signInInNewTab(page: Page, agency: Agency): Promise<void> {
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Sign in (new tab)" }).click();
  const tab = await opened;
  await fillSignIn(tab, emailOf(agency, "owner"));
  await expect(tab.getByRole("button", { name: "Sign out" })).toBeVisible();
  await tab.close();
}

test("a form that is sent after the session has ended is kept, and sent again after signing in", async ({
  page,
  agency,
  openElsewhere,
}) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("Name").fill('Clara "Nunes" & <b>Co</b>');
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("Value").fill("1,234.50");
  await endSession(page, await openElsewhere());

  await sendInVain(page, "Save");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ended);
  await expectGoodPage(page);
  // Too early: still nobody is signed in, and still nothing is lost.
  await sendInVain(page, "Send again");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ended);

  await signInInNewTab(page, agency);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText('Clara "Nunes" & <b>Co</b>');
  await expect(page.getByRole("status")).toHaveText("The lead was added.");
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("R$1,234.50");
});

test("a press of a button is kept like what is typed", async ({ page, agency, openElsewhere }) => {
  await enter(page, agency, "owner");
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  await endSession(page, await openElsewhere());
  await sendInVain(page, "Proposal");
  await signInInNewTab(page, agency);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Proposal.");
});

test("no password comes back, and that is said", async ({ page, agency, openElsewhere }) => {
  await enter(page, agency, "owner");
  await page.goto("/account");
  await page.getByLabel("Current password").fill(agencyPassword);
  await page.getByLabel("New password").fill("another horse battery");
  await endSession(page, await openElsewhere());
  await sendInVain(page, "Change password");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ended);
  await expect(page.getByText("Passwords and files are not kept")).toBeVisible();
  expect(await page.content()).not.toContain("horse battery");
  await expectGoodPage(page);

  await signInInNewTab(page, agency);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByLabel("New password")).toHaveAccessibleDescription(/Please fill this in/);
});

test("the page speaks the reader's language", async ({ page, agency }) => {
  await page.request.post("/preferences", { form: { locale: "pt-BR" }, maxRedirects: 0 });
  const answer = await page.request.post(`/o/${agency.slug}/leads/new`, { form: { name: "Clara" } });
  expect(answer.status()).toBe(401);
  const html = await answer.text();
  for (const words of ["A sua sessão terminou", "Entrar (nova aba)", "Enviar de novo"])
    expect(html).toContain(words);
});

test("of what nobody may send nothing is kept", async ({ page: { request }, agency }) => {
  const path = `/o/${agency.slug}/leads/new`;
  const statusOf = async (sent: NonNullable<Parameters<typeof request.post>[1]>) =>
    (await request.post(path, { maxRedirects: 0, ...sent })).status();
  expect(await statusOf({ form: { name: "Clara" }, headers: { Origin: "https://evil.example" } })).toBe(400);
  expect(await statusOf({ form: { name: "a".repeat(2_000_000) } })).toBe(413);
  expect(await statusOf({ data: "no form", headers: { "Content-Type": "text/plain" } })).toBe(400);
  const multipart = {
    name: "Clara",
    file: { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from("secret cells") },
  };
  const answer = await request.post(path, { multipart, maxRedirects: 0 });
  expect(answer.status()).toBe(401);
  const html = await answer.text();
  expect(html).toContain('value="Clara"');
  expect(html).toContain("Passwords and files are not kept");
  expect(html).not.toContain("secret cells");
});
