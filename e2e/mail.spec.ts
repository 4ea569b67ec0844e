import type { Page } from "playwright/test";
import type { MailServer } from "#app/mail/testing/mail-server.ts";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect } from "./fixtures.ts";
import { test } from "./mailing-server.ts";
import { unique } from "./unique.ts";

// What goes on in an e-mail.

const password = "correct horse battery";

/** Where the first link of the newest e-mail leads. */
async function linkIn(mail: MailServer, to: string, after = 0): Promise<string> {
  const [link = ""] = (await mail.waitFor(to, after)).text.match(/http\S+/) ?? [];
  return link;
}

async function fillSignUp(page: Page, email: string): Promise<void> {
  await page.getByLabel("Name").fill("Ana Prado");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create an account" }).click();
}

test("a forgotten password is set anew through the e-mail, whose link opens nothing afterwards", async ({
  page,
  mailing: { mail },
  openElsewhere,
}) => {
  const email = `${unique("ana")}@example.com`;
  await page.goto("/sign-up");
  await fillSignUp(page, email);
  await expect(page).not.toHaveURL(/sign-up/);
  await page.goto(await linkIn(mail, email));
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("status").first()).toHaveText("The address is confirmed.");
  await expect(page.getByRole("region", { name: "Reminders" })).toContainText("They come by e-mail.");
  await page.getByRole("button", { name: "Turn them off" }).click();
  await expect(page.getByRole("region", { name: "Reminders" })).toContainText("None come.");
  await expectGoodPage(page);

  const elsewhere = await openElsewhere();
  await elsewhere.goto(new URL("/sign-in", page.url()).href);
  await elsewhere.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.getByRole("button", { name: "Send the link" }).click();
  await expect(elsewhere.getByRole("status").first()).toContainText("a link is on its way to it");
  const link = await linkIn(mail, email, 1);
  await elsewhere.goto(link);
  await elsewhere.getByLabel("New password").fill("another long password");
  await expectGoodPage(elsewhere);
  await elsewhere.getByRole("button", { name: "Set the password" }).click();
  await expect(elsewhere.getByRole("status").first()).toHaveText(
    "Your password is changed. Sign in with the new one.",
  );
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.getByLabel("Password").fill("another long password");
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere).not.toHaveURL(/sign-in/);
  expect((await mail.waitFor(email, 2)).subject).toBe("Your password for Placar was changed");
  // Wherever they were signed in before they are so no more.
  await page.goto("/account");
  await expect(page).toHaveURL(/sign-in/);

  await elsewhere.goto(link);
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText(
    "This link is worth nothing any more",
  );
  await expectGoodPage(elsewhere);
  await elsewhere.getByRole("link", { name: "Send a new link" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
});

test("an invitation comes by e-mail, and whoever opens it joins", async ({
  page,
  mailing: { mail },
  openElsewhere,
}) => {
  await page.goto("/sign-up");
  await fillSignUp(page, `${unique("owner")}@example.com`);
  await expect(page).not.toHaveURL(/sign-up/);
  const slug = unique("aurora").toLowerCase();
  await page.goto("/organizations/new");
  await page.getByLabel("Name").fill("Aurora");
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel("Currency").selectOption("BRL");
  await page.getByLabel("Time zone").selectOption("America/Sao_Paulo");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);

  const email = `${unique("guest")}@example.com`;
  await page.goto(`/o/${slug}/people/invite`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role").selectOption("Mentor");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("status").first()).toHaveText(`The invitation is on its way to ${email}.`);

  const guest = await openElsewhere();
  await guest.goto(await linkIn(mail, email));
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Join Aurora");
  await guest.getByRole("link", { name: "Create an account" }).click();
  await fillSignUp(guest, email);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("status").first()).toHaveText("Welcome to Aurora.");
  await expect(guest).toHaveURL(`/o/${slug}`);
});
