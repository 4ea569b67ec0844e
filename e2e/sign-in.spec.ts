import { demoAccounts } from "#app/domains/accounts/demo-accounts.ts";
import { emailOf } from "./agencies.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { enter, fillSignIn } from "./sign-in.ts";

test("the address alone leads to the sign-in page", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

const roleNames = { owner: "Owner", admin: "Administrator", mentor: "Mentor", mentee: "Mentee" };

for (const { role, name } of demoAccounts) {
  test(`a visitor looks around as the demo's ${role}`, async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: `Sign in as ${name}, ${roleNames[role]}` }).click();
    await expect(page).toHaveURL("/o/demo");
    await expect(page.getByRole("link", { name: `${name} ${roleNames[role]}` })).toBeVisible();
  });
}

test("signing in leads to the page that was asked for", { tag: onEveryStack }, async ({ page, agency }) => {
  await page.goto(`/o/${agency.slug}/leads?status=won`);
  await expect(page).toHaveURL(`/sign-in?next=%2Fo%2F${agency.slug}%2Fleads%3Fstatus%3Dwon`);
  await fillSignIn(page, emailOf(agency, "mentor"));
  await expect(page).toHaveURL(`/o/${agency.slug}/leads?status=won`);
});

test("who is signed in has no use for the pages that sign in", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  for (const path of ["/", "/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expect(page, `from ${path}`).toHaveURL(`/o/${agency.slug}`);
  }
});

test("a wrong password says so and keeps the e-mail address", async ({ page, agency }) => {
  const email = emailOf(agency, "owner");
  await page.goto("/sign-in");
  await fillSignIn(page, email, "something else");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(
    /There is no account with this e-mail address and password/,
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  expect(await page.context().cookies()).toEqual([]);

  await fillSignIn(page, email);
  await expect(page).toHaveURL(`/o/${agency.slug}`);
});

test("guessing is stopped after five attempts, with when to try again", async ({ page, agency }) => {
  const email = emailOf(agency, "owner");
  const guess = (password: string) => page.request.post("/sign-in", { form: { email, password } });
  for (let n = 1; n <= 5; n++) expect((await guess(`guess number ${n}`)).status()).toBe(400);
  await page.goto("/sign-in");
  // Even the right one.
  await fillSignIn(page, email);
  await expect(page.getByRole("alert")).toHaveText(
    "That was tried too often. You can try again in 15 minutes.",
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.goto(`/o/${agency.slug}`);
  await expect(page).toHaveURL(/\/sign-in/);
});

for (const next of ["//evil.example/", "https://evil.example/", "/\\evil.example/", "/.//evil.example/"]) {
  test(`signing in does not lead to ${next}`, async ({ page, agency }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ next })}`);
    await fillSignIn(page, emailOf(agency, "owner"));
    await expect(page).toHaveURL(`/o/${agency.slug}`);
  });
}
