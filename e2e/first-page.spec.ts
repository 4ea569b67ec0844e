import { expect, expectAccessible, test } from "./fixtures.ts";

test("the address alone leads to a page that everybody can read", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page.locator("h1")).toHaveCount(1);
  await expectAccessible(page);
});

test("an address that leads nowhere says so on a page of the house", async ({ page }) => {
  const response = await page.goto("/nowhere");
  expect(response?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveCount(1);
  await expectAccessible(page);
});
