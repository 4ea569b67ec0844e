import type { Locator, Page } from "playwright/test";
import { expect } from "./fixtures.ts";

/** Presses Tab until a control has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press("Tab");
    await expectFocusShown(page);
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`A hundred presses of Tab do not lead to ${control}.`);
}

export async function expectFocusShown(page: Page): Promise<void> {
  const focused = page.locator(":focus");
  // Past the last control the focus leaves the page.
  if ((await focused.count()) === 0) return;
  const { name, ...shown } = await focused.evaluate((element) => {
    const mark = element.querySelector(".hit");
    const style = getComputedStyle(mark ?? element);
    const [colour, width] = mark
      ? [style.stroke, style.strokeWidth]
      : [style.outlineColor, style.outlineWidth];
    const drawn = mark ? style.stroke !== "none" : style.outlineStyle !== "none";
    const box = element.getBoundingClientRect();
    return {
      name: element.outerHTML.slice(0, 200),
      outlined: drawn && Number.parseFloat(width) >= 2,
      inColour: colour !== getComputedStyle(document.documentElement).backgroundColor,
      inView: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });
  expect(shown, `how ${name} shows its focus`).toEqual({ outlined: true, inColour: true, inView: true });
}
