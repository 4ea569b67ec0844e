import type { Page } from "playwright/test";
import { codeOf } from "#app/domains/accounts/testing/authenticator.ts";
import { agencyPassword, emailOf } from "./agencies.ts";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { enter, fillSignIn } from "./sign-in.ts";

async function givePassword(page: Page, title: string, button: string): Promise<void> {
  // The page before asks for the password, too.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.getByLabel("Current password").fill(agencyPassword);
  await page.getByRole("button", { name: button }).click();
}

const codesOn = (page: Page) => page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");

test("a person sets up an app, signs in with its codes and with a recovery code, and turns it off", async ({
  page,
  agency,
  openElsewhere,
}) => {
  // Three browsers, one after the other.
  test.slow();
  const email = emailOf(agency, "mentor");
  await enter(page, agency, "mentor");
  await page.goto("/account");
  await page.getByRole("link", { name: "Set it up" }).click();
  await givePassword(page, "Set up two-step sign-in", "Go on");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connect your app");
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  await expectGoodPage(page);
  const key = await page.getByRole("code").innerText();

  await page.getByLabel("Code", { exact: true }).fill(codeOf(key, 5));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/not the code/);
  expect(await page.getByRole("code").innerText(), "the key stays").toBe(key);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(codesOn(page)).toHaveCount(10);
  await expectGoodPage(page);
  const recoveryCode = await codesOn(page).first().innerText();
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.getByRole("region", { name: "Two-step sign-in" })).toContainText("on");

  const elsewhere = await openElsewhere();
  await elsewhere.goto("/account");
  await fillSignIn(elsewhere, email);
  await expect(elsewhere).toHaveURL("/sign-in/code?next=%2Faccount");
  await expectGoodPage(elsewhere);
  await elsewhere.getByLabel("Code").fill(codeOf(key, 1).replace(/(...)/, "$1 "));
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/account");

  const third = await openElsewhere();
  await third.goto("/account");
  await fillSignIn(third, email);
  await third.getByRole("link", { name: "Use a recovery code" }).click();
  await third.getByLabel("Recovery code").fill(recoveryCode);
  await third.getByRole("button", { name: "Sign in" }).click();
  await expect(third).toHaveURL("/account");
  await expect(third.getByRole("status").first()).toContainText("9 codes are left.");
  await third.getByRole("link", { name: "Make new codes" }).click();
  await givePassword(third, "New recovery codes", "Make new codes");
  await expect(codesOn(third)).toHaveCount(10);
  expect(await codesOn(third).allInnerTexts()).not.toContain(recoveryCode);

  await page.getByRole("link", { name: "Turn off" }).click();
  await givePassword(page, "Turn off two-step sign-in", "Turn off");
  await expect(page.getByRole("status").first()).toHaveText(/Two-step sign-in is off/);
  await expect(page.getByRole("link", { name: "Set it up" })).toBeVisible();
});
