import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";
import { unique } from "./unique.ts";

test("a member is given another role, cohorts, and is removed; the log tells all of it", async ({
  page,
  agency,
}) => {
  const { slug, users } = agency;
  await enter(page, agency, "owner");
  await page.goto(`/o/${slug}/people`);
  await page.getByRole("link", { name: `mentor of ${slug}` }).click();
  await page.getByRole("link", { name: "Change cohorts" }).click();
  await page.getByLabel("Cohort", { exact: true }).selectOption(`Cohort 2 of ${slug}`);
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByRole("button", { name: `Remove Cohort 2 of ${slug}` })).toBeVisible();

  await page.goto(`/o/${slug}/people/${users.mentor}`);
  await expect(page.getByRole("link", { name: `Cohort 2 of ${slug}` })).toBeVisible();
  await page.getByRole("link", { name: "Change role" }).click();
  await page.getByLabel("Role", { exact: true }).selectOption("Administrator");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("has another role now");

  await page.goto(`/o/${slug}/people/${users.mentor}/remove`);
  await page.getByRole("button", { name: "Remove from the organization" }).click();
  await expect(page.getByRole("status")).toContainText("is no member any more");
  await expect(page.getByRole("link", { name: `mentor of ${slug}` })).toHaveCount(0);

  await page.goto(`/o/${slug}/activity?record=member`);
  const rows = page.getByRole("table", { name: "Activity" }).locator("tbody tr");
  await expect(rows).toContainText([
    /Member removed\s*Administrator/,
    /Role changed\s*from Mentor to Administrator/,
  ]);
});

test("whoever is removed hands their leads over in the same step", async ({ page, agency }) => {
  const { slug, users, leadIds } = agency;
  const lead = `/o/${slug}/leads/${leadIds[0]}`;
  await enter(page, agency, "owner");
  await page.goto(`${lead}/edit`);
  await page.getByLabel("Worked by").selectOption(users.mentor);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText(`mentor of ${slug}`);

  await page.goto(`/o/${slug}/people/${users.mentor}`);
  await page.getByRole("link", { name: "Remove", exact: true }).click();
  await expect(page.getByText("They work 1 lead and have 0 open follow-ups.")).toBeVisible();
  await expectGoodPage(page);
  await page.getByLabel("Who takes them over").selectOption(`admin of ${slug} · Administrator`);
  await page.getByRole("button", { name: "Remove from the organization" }).click();
  await expect(page.getByRole("status")).toContainText("is no member any more");
  await page.goto(lead);
  await expect(page.getByRole("region", { name: "Facts" })).toContainText(`admin of ${slug}`);
});

test("the last owner stays, and hands the organization over first", async ({ page, agency }) => {
  const { slug, users } = agency;
  await enter(page, agency, "owner");
  await page.goto(`/o/${slug}/leave`);
  await page.getByRole("button", { name: "Leave the organization" }).click();
  await expect(page.getByRole("alert")).toContainText("An organization needs an owner");
  await page.goto(`/o/${slug}/people/${users.admin}/ownership`);
  await page.getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByRole("status")).toContainText("You are an administrator");
  await page.goto(`/o/${slug}/leave`);
  await page.getByRole("button", { name: "Leave the organization" }).click();
  await expect(page.getByRole("status")).toContainText("You have left");
  expect((await page.goto(`/o/${slug}`))?.status()).toBe(404);
});

test("another organization is opened from the menu of a phone", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const slug = unique("aurora");
  const form = { name: "Aurora", slug, currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await page.request.post("/organizations/new", { form });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/o/${agency.slug}`);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.locator("summary").filter({ hasText: agency.slug }).click();
  await page.getByRole("link", { name: "Aurora" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);
});

test("a session is ended from another browser", async ({ page, agency, browser }) => {
  await enter(page, agency, "owner");
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await enter(other, agency, "owner");
  await page.goto("/account");
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByRole("status")).toContainText("nowhere else");
  await other.goto(`/o/${agency.slug}/leads`);
  await expect(other).toHaveURL(/sign-in/);
  await elsewhere.close();
});
