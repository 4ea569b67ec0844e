import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";
import { unique } from "./unique.ts";

test("somebody new is led from their account to the first lead", { tag: onEveryStack }, async ({ page }) => {
  const slug = unique("aurora");
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ana Prado");
  await page.getByLabel("E-mail").fill(`${slug}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create an account" }).click();
  // The address is there before the page is, whose first field is called like the one before.
  await expect(heading).toHaveText("New organization");
  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel("Currency").selectOption("BRL");
  await page.getByLabel("Time zone").selectOption("America/Sao_Paulo");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);

  const step = page.locator("[aria-current=step]");
  const done = page.getByRole("listitem").filter({ hasText: "· done" });
  await expect(step).toContainText("Open a cohort");
  await expect(done).toHaveCount(0);
  await expectGoodPage(page);
  await step.getByRole("link", { name: "New cohort" }).click();
  await expect(heading).toHaveText("New cohort");
  await page.getByLabel("Name").fill("Spring");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading).toHaveText("Spring");

  // A new lead leads there too.
  await page.goto(`/o/${slug}/leads/new`);
  await expect(done).toHaveText([/Open a cohort/]);
  await step.getByRole("link", { name: "New mentee" }).click();
  await expect(heading).toHaveText("New mentee");
  await expect(page.getByLabel("Cohort")).toHaveValue(/./);
  await page.getByLabel("Business name").fill("Padaria");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading).toHaveText("Padaria");

  for (const path of ["", "/leads"]) {
    await page.goto(`/o/${slug}${path}`);
    await expect(done).toHaveText([/Open a cohort/, /Add a mentee/]);
  }
  await expectGoodPage(page);
  await step.getByRole("link", { name: "New lead" }).click();
  await expect(heading).toHaveText("New lead");
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading).toHaveText("Clara Nunes");
  for (const path of ["", "/leads"]) {
    await page.goto(`/o/${slug}${path}`);
    await expect(page.getByRole("link", { name: "Clara Nunes" })).toBeVisible();
    await expect(step).toHaveCount(0);
  }
});

test("who cannot add a mentee is not sent to do it", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const form = { to: "archived" };
  await page.request.post(`/o/${agency.slug}/mentees/${agency.menteeIds[0]}/archive`, { form });
  await enter(page, agency, "mentee");
  await page.goto(`/o/${agency.slug}`);
  await expect(page.getByText("No leads yet")).toBeVisible();
  await expect(page.locator("[aria-current=step]")).toHaveCount(0);
  await page.goto(`/o/${agency.slug}/leads/new`);
  await expect(page.getByText("Owners and administrators of the organization add them.")).toBeVisible();
});
