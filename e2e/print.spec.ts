import { expectGoodPrint, expectNoOverflow, paper } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { leadsOn } from "./leads.ts";

test.use({ role: "owner", viewport: paper });

for (const path of [
  "/o/demo",
  "/o/demo/leads",
  "/o/demo/leads/board",
  "/o/demo/reports/pipeline",
  "/o/demo/reports/pipeline?by=month",
]) {
  test(`${path} on paper`, async ({ page }) => {
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("navigation")).toHaveCount(0);
    for (const control of ["button", "checkbox", "combobox"] as const)
      await expect(page.getByRole(control)).toHaveCount(0);
    await expect(page.getByText("Aurora Mentoria").locator("visible=true")).toContainText(
      "Placar · Aurora Mentoria",
    );
    await expectNoOverflow(page);
  });
}

test("a list on paper says which leads it holds, and as of when", async ({ page }) => {
  await page.goto("/o/demo/leads?status=won&from=2026-05-01&sort=value");
  await page.emulateMedia({ media: "print" });
  const stamp = page.locator(".print-stamp");
  await expect(stamp).toContainText(
    "Placar · Aurora Mentoria · Status: Won · Entered: Since May 1, 2026 · As of ",
  );
  for (const control of ["Count all", "Newest first", "Next", "New lead"]) {
    await expect(page.getByRole("link", { name: control, exact: true })).toHaveCount(0);
  }
  await page.goto("/o/demo/leads");
  await expect(stamp).toContainText("Aurora Mentoria · All leads · As of ");
});

test("the total of a table that goes on over the sheet comes once, at its end", async ({ page }) => {
  await page.goto("/o/demo/reports/pipeline?by=month");
  await page.emulateMedia({ media: "print" });
  // As a footer group it would stand on every sheet.
  await expect(page.locator("tfoot")).toHaveCSS("display", "table-row-group");
});

test("a lead on paper", async ({ page }) => {
  await page.goto("/o/demo/leads?status=won");
  const [lead = ""] = await leadsOn(page);
  await page.goto(lead);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("region", { name: "History" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expectNoOverflow(page);
});

test("the account and the list of follow-ups on paper leave out what is only for the screen", async ({
  page,
}) => {
  await page.goto("/account");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("region", { name: "About you" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Password" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Set it up" })).toBeHidden();
  await expectGoodPrint(page);
  await page.goto("/o/demo/tasks?whose=all");
  await expect(page.getByRole("columnheader")).toHaveText(["Follow-up", "Lead", "Due"]);
  await expectGoodPrint(page);
});
