import { expect, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";

test("who signs out leaves nothing private behind, not even for the back button", async ({
  page,
  agency,
}) => {
  const leads = `/o/${agency.slug}/leads`;
  await enter(page, agency, "owner");
  await page.goto(leads);
  const [lead] = await page.getByRole("table").getByRole("rowheader").allTextContents();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toHaveText("You are signed out.");

  await page.goBack();
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(leads)}`);
  await expect(page.getByText(lead ?? "Lead")).toHaveCount(0);
  await page.goto(leads);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(leads)}`);
});

test("a session that has ended is nobody's, whoever kept its cookie", async ({
  page,
  agency,
  openElsewhere,
}) => {
  await enter(page, agency, "owner");
  const cookies = await page.context().cookies();
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");

  const thief = await openElsewhere();
  await thief.context().addCookies(cookies);
  await thief.goto("/account");
  await expect(thief).toHaveURL("/sign-in?next=%2Faccount");
});
