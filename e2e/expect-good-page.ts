import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible.ts";

const phone = { width: 390, height: 844 };

/** What holds for every page, whatever stands on it: axe finds nothing, it has one heading, and it fits a phone. */
export async function expectGoodPage(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/^.+ · Placar$/);
  await expect(page.locator("html")).toHaveAttribute("lang", /^(en|pt-BR)$/);
  // What is folded away is read too.
  await page.locator("details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });
  await expectAccessible(page);
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  await expectNoOverflow(page);
  if (before) await page.setViewportSize(before);
}

/** Expects that nothing has to be scrolled sideways to be read, but for tables in boxes of their own. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `the width of ${page.url()}`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
