import type { Locator } from "playwright/test";
import { expect } from "./fixtures.ts";

/** Waits until React has taken over a control: before, the browser answers to it by itself. */
export async function expectHydrated(control: Locator): Promise<void> {
  const isTaken = () =>
    control.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isTaken).toBe(true);
}
