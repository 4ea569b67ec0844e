import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { columnOf, countIn } from "./leads.ts";

test.use({ role: "owner" });

test("the leads of a list are taken away as a file", async ({ page }) => {
  const list = "/o/demo/leads?sort=value&source=Google+Ads&status=won";
  const total = await countIn(page, list);
  await page.goto(list);
  const names = await columnOf(page, "Lead");
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page).toHaveURL(/\/leads\/export\?sort=value&source=Google\+Ads&status=won$/);
  await expect(page.getByText(`The file has ${total.toLocaleString("en")} leads`)).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^demo-leads-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(total + 1);
  expect(lines.slice(1, names.length + 1).map((line) => line.split(",")[0])).toEqual(names);
  // The page is still there, and gives the other format too.
  const [workbook] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download Excel" }).click(),
  ]);
  expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/);
});
