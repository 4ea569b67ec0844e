import type { Page } from "playwright/test";
import { emailOf } from "./agencies.ts";
import { expect, test } from "./fixtures.ts";
import { expectHydrated } from "./hydrated.ts";
import { unique } from "./unique.ts";

async function fillSignUp(page: Page, email: string, password = "correct horse battery") {
  await page.getByLabel("Name").fill("Ana Prado");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create an account" }).click();
}

test("somebody new makes an account and an organization", async ({ page }) => {
  const slug = unique("aurora");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create an account" }).click();
  await fillSignUp(page, `${slug}@example.com`);
  await expect(page).toHaveURL("/organizations/new");
  await expect(page.getByRole("status")).toHaveText("Welcome. Your account is ready.");

  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel("Currency").selectOption("BRL");
  await page.getByLabel("Time zone").selectOption("America/Sao_Paulo");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);
  await expect(page.getByRole("status")).toHaveText("Agência Aurora is ready.");
  await page.goto("/");
  await expect(page).toHaveURL(`/o/${slug}`);
});

test("what is wrong stands beside its field, and what was typed is kept, but for the password", async ({
  page,
  agency,
  javaScriptEnabled,
}) => {
  const email = emailOf(agency, "owner");
  await page.goto("/sign-up");
  await fillSignUp(page, email, "too short");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/at least 10 characters/);
  if (javaScriptEnabled) await expectHydrated(page.getByRole("button", { name: "Create an account" }));
  await fillSignUp(page, email);
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(
    /already an account with this e-mail address/,
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page.getByLabel("Name")).toHaveValue("Ana Prado");
  // A script leaves the field alone; the server never sends a password back.
  await expect(page.getByLabel("Password")).toHaveValue(javaScriptEnabled ? "correct horse battery" : "");
});

test("signing up leads to where it began, but to no other site", async ({ page, openElsewhere }) => {
  await page.goto("/account");
  await page.getByRole("link", { name: "Create an account" }).click();
  await fillSignUp(page, `${unique("ana")}@example.com`);
  await expect(page).toHaveURL("/account");

  const elsewhere = await openElsewhere();
  await elsewhere.goto("/sign-up?next=https://evil.example/");
  await fillSignUp(elsewhere, `${unique("ana")}@example.com`);
  await expect(elsewhere).toHaveURL("/organizations/new");
});
