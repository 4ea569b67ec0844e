import type { Page } from "playwright/test";
import { type Agency, emailOf } from "./agencies.ts";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { enter, fillSignIn } from "./sign-in.ts";
import { unique } from "./unique.ts";

/** Invites somebody from the page of people and gives back the link. */
async function inviteFrom(page: Page, agency: Agency, email: string, role = "Mentor"): Promise<string> {
  await page.goto(`/o/${agency.slug}/people`);
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("status").first()).toHaveText(`The invitation for ${email} is ready.`);
  return page.getByRole("textbox", { name: "Link of the invitation" }).inputValue();
}

test("whoever is invited makes an account, comes back to the invitation and joins", async ({
  page,
  agency,
  openElsewhere,
}) => {
  const email = `${unique("ana")}@example.com`;
  await enter(page, agency, "admin");
  const link = await inviteFrom(page, agency, email);

  const guest = await openElsewhere();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText(`Join Agency ${agency.slug}`);
  await expect(guest.getByText(`admin of ${agency.slug} has invited you.`)).toBeVisible();
  await expectGoodPage(guest);
  await guest.getByRole("link", { name: "Create an account" }).click();
  await guest.getByLabel("Name").fill("Ana Prado");
  await guest.getByLabel("E-mail").fill(email);
  await guest.getByLabel("Password").fill("correct horse battery");
  await guest.getByRole("button", { name: "Create an account" }).click();
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(`/o/${agency.slug}`);
  await expect(guest.getByRole("status").first()).toHaveText(`Welcome to Agency ${agency.slug}.`);

  await page.goto(`/o/${agency.slug}/people`);
  await expect(page.getByRole("row", { name: /Ana Prado/ })).toContainText("Mentor");
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("This invitation has been used");
});

test("an invitation for another address offers to sign out, and comes back", async ({
  page,
  agency,
  openElsewhere,
}) => {
  const email = `${unique("ana")}@example.com`;
  await enter(page, agency, "owner");
  const link = await inviteFrom(page, agency, email, "Owner");
  const guest = await openElsewhere();
  await enter(guest, agency, "mentee");
  await guest.goto(link);
  await expect(guest.getByText(`You are signed in as ${emailOf(agency, "mentee")}`)).toBeVisible();
  await expect(guest.getByRole("button", { name: "Join" })).toHaveCount(0);
  await guest.getByRole("button", { name: "Sign out" }).click();
  await fillSignIn(guest, emailOf(agency, "mentor"));
  await expect(guest.getByText(`You are signed in as ${emailOf(agency, "mentor")}`)).toBeVisible();

  // Who may not send such an invitation does not get its link either.
  const admin = await openElsewhere();
  await enter(admin, agency, "admin");
  await admin.goto(`/o/${agency.slug}/people`);
  await admin.getByRole("link", { name: email }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(`Invitation for ${email}`);
  await expect(admin.getByRole("textbox")).toHaveCount(0);
});

test("a link stops with the next one, and when the invitation is taken back", async ({
  page,
  agency,
  openElsewhere,
}) => {
  await enter(page, agency, "owner");
  const first = await inviteFrom(page, agency, `${unique("ana")}@example.com`);
  await page.getByRole("button", { name: "Make a new link" }).click();
  await expect(page.getByRole("status").first()).toHaveText(/Here is the new link/);
  const second = await page.getByRole("textbox", { name: "Link of the invitation" }).inputValue();
  const guest = await openElsewhere();
  const title = guest.getByRole("heading", { level: 1 });
  await guest.goto(first);
  await expect(title).toHaveText("This is no invitation");
  await guest.goto(second);
  await expect(title).toHaveText(`Join Agency ${agency.slug}`);

  await page.getByRole("link", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("status").first()).toHaveText("The invitation is taken back.");
  await guest.reload();
  await expect(title).toHaveText("This invitation was taken back");
});

test("what is wrong with an invitation stands beside its field", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/people/invite`);
  await page.getByLabel("E-mail").fill(emailOf(agency, "mentor"));
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/a member already/);
  await expectGoodPage(page);
  await page.getByLabel("E-mail").fill(`guest@${agency.slug}.example`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/an open invitation for this address/);
});
