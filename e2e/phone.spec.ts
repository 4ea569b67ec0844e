import { expectNoOverflow } from "./expect-good-page.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

test.use({ role: "mentor", viewport: { width: 390, height: 844 }, hasTouch: true });

test("the menu opens, and leads on", async ({ page }) => {
  await page.goto("/o/demo");
  const main = page.getByRole("navigation", { name: "Main" });
  await expect(main).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).tap();
  await expect(main).toBeVisible();
  await expectAccessible(page);
  await main.getByRole("link", { name: "Leads" }).tap();
  await expect(page).toHaveURL("/o/demo/leads");
  await expect(main).toBeHidden();
});

test("the filters wait behind a button", async ({ page }) => {
  await page.goto("/o/demo/leads");
  await expect(page.getByLabel("Entered from")).toBeHidden();
  await page.getByRole("button", { name: "Filter" }).tap();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Won" }).check();
  await page.getByRole("button", { name: "Show" }).tap();
  await expect(page).toHaveURL("/o/demo/leads?status=won");
  await expect(page.getByRole("button", { name: "1 filter set" })).toBeVisible();
  await expect(page.getByLabel("Entered from")).toBeHidden();
});

test("a list in two columns has the rest within its rows, and the pages fit", async ({ page }) => {
  for (const path of ["/o/demo", "/o/demo/leads?sort=value", "/o/demo/reports/pipeline?by=month"]) {
    await page.goto(path);
    await expectNoOverflow(page);
  }
  // In English the figures of all groups fit; in longer words a shadow marks the edge beyond which there is more.
  await page.goto("/o/demo/reports/pipeline");
  const table = page.locator("section .scroll-box").last();
  const width = await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(width).toBe(0);
  await expect(table).toHaveCSS("background-attachment", "local, local, scroll, scroll");
  await page.goto("/o/demo/leads?sort=value");
  await expect(page.getByRole("columnheader", { name: "Mentee" })).toBeHidden();
  await page.getByRole("link", { name: "Newest first" }).tap();
  await expect(page).toHaveURL("/o/demo/leads");
});
