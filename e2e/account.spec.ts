import { emailOf } from "./agencies.ts";
import { expect, test } from "./fixtures.ts";
import { enter, fillSignIn } from "./sign-in.ts";

test("a person changes their name", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  await page.goto("/account");
  await page.getByLabel("Name").fill("Ana Maria");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("status")).toHaveText("Your name is saved.");
  await expect(page.getByRole("link", { name: /Ana Maria/ })).toBeVisible();
});

test("a new password ends the sessions elsewhere", async ({ page, agency, openElsewhere }) => {
  const email = emailOf(agency, "mentor");
  const elsewhere = await openElsewhere();
  for (const each of [page, elsewhere]) {
    await enter(each, agency, "mentor");
    await each.goto("/account");
  }

  await page.getByLabel("Current password").fill("something else");
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/not your current password/);

  await page.getByLabel("Current password").fill("correct horse battery");
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("status")).toHaveText(
    "Your password is changed. You stay signed in here and nowhere else.",
  );
  await page.goto("/account");
  await expect(page).toHaveURL("/account");

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Faccount");
  await fillSignIn(elsewhere, email);
  await expect(elsewhere.getByLabel("Password")).toHaveAccessibleDescription(/There is no account/);
  await fillSignIn(elsewhere, email, "another long password");
  await expect(elsewhere).toHaveURL("/account");
});
