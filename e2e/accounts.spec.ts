import type { Page } from "playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";

const password = "correct horse battery";

let counter = 0;
const unique = () => `${Date.now().toString(36)}-${process.pid}-${counter++}`;

async function signUp(page: Page, email: string, next = "") {
  await page.goto(`/sign-up${next}`);
  await page.getByLabel("Name").fill("Ana Prado");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create an account" }).click();
}

async function signIn(page: Page, email: string, given = password) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(given);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("somebody new makes an account and an organization, leaves and comes back", async ({ page }) => {
  const email = `${unique()}@example.com`;
  const slug = `agency-${unique()}`;

  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Create an account" }).click();
  await expectAccessible(page);
  await signUp(page, email);

  await expect(page).toHaveURL("/organizations/new");
  await expect(page.getByRole("status")).toHaveText("Welcome. Your account is ready.");
  await expectAccessible(page);
  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel("Currency").selectOption("BRL");
  await page.getByLabel("Time zone").selectOption("America/Sao_Paulo");
  await page.getByRole("button", { name: "Create organization" }).click();

  await expect(page).toHaveURL(`/o/${slug}`);
  await expect(page.getByRole("status")).toHaveText("Agência Aurora is ready.");
  await page.goto("/");
  await expect(page).toHaveURL(`/o/${slug}`);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toHaveText("You are signed out.");

  await page.goto(`/o/${slug}/leads`);
  await expect(page).toHaveURL(`/sign-in?next=%2Fo%2F${slug}%2Fleads`);
  await signIn(page, email);
  await expect(page).toHaveURL(`/o/${slug}/leads`);
  await page.goto("/sign-in");
  await expect(page).toHaveURL(`/o/${slug}`);
});

test("what is wrong with a form stands beside its fields, and what was typed is kept, but for the password", async ({
  page,
  javaScriptEnabled,
}) => {
  const email = `${unique()}@example.com`;
  await signUp(page, email);
  await expect(page).toHaveURL("/organizations/new");

  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill("not an address");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByRole("alert")).toContainText("3 fields need your attention");
  await expect(page.getByLabel("Name")).toHaveValue("Agência Aurora");
  await expect(page.getByLabel("Address")).toHaveValue("not an address");
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/single hyphens, for example/);
  await expect(page.getByLabel("Currency")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await page
    .getByRole("alert")
    .getByRole("link", { name: /single hyphens/ })
    .click();
  await expect(page.getByLabel("Address")).toBeFocused();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await signUp(page, email);
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/already an account with this e-mail/);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  // A script leaves the field alone; the server never sends a password back.
  await expect(page.getByLabel("Password")).toHaveValue(javaScriptEnabled ? password : "");

  await page.goto("/sign-in");
  await signIn(page, email, "something else");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(
    /no account with this e-mail address/,
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expectAccessible(page);
});

test("a person changes their name and password, which ends their sessions elsewhere", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `${unique()}@example.com`;
  await signUp(page, email, "?next=/account");
  await expect(page).toHaveURL("/account");
  const elsewhere = await browser.newContext({ ...(baseURL && { baseURL }), javaScriptEnabled: false });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in?next=/account");
  await signIn(other, email);
  await expect(other).toHaveURL("/account");

  await page.getByLabel("Name").fill("Ana Maria");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("status")).toHaveText("Your name is saved.");
  await expect(page.getByRole("link", { name: /Ana Maria/ })).toBeVisible();

  await page.getByLabel("Current password").fill("something else");
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/not your current password/);
  await expectAccessible(page);
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("status")).toContainText("Your password is changed.");
  await expectAccessible(page);

  await other.reload();
  await expect(other).toHaveURL("/sign-in?next=%2Faccount");
  await signIn(other, email, "another long password");
  await expect(other).toHaveURL("/account");
  await elsewhere.close();
});

test("guessing is stopped after five attempts, with when to try again", async ({ page }) => {
  const email = `${unique()}@example.com`;
  await page.goto("/sign-in");
  for (let n = 0; n < 5; n++) {
    await signIn(page, email, `guess number ${n}`);
    await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  }
  await signIn(page, email);
  await expect(page.getByRole("alert")).toHaveText(
    "That was tried too often. You can try again in 15 minutes.",
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expectAccessible(page);
});

test("signing in leads to no other site", async ({ page, baseURL }) => {
  const email = `${unique()}@example.com`;
  await signUp(page, email, "?next=//evil.example/");
  await expect(page).toHaveURL(/./);
  expect(new URL(page.url()).origin).toBe(baseURL);
  await page.goto("/sign-in?next=https://evil.example/");
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test("the language is chosen before signing in, and stays", async ({ page }) => {
  await page.goto("/sign-in?next=%2Faccount");
  await page.getByRole("button", { name: "Português (Brasil)" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page).toHaveURL("/sign-in?next=%2Faccount");
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Preencha este campo.");
  await page.getByRole("link", { name: "Criar uma conta" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Criar uma conta");
  await expectAccessible(page);
});
