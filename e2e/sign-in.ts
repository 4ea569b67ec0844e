import type { Browser, BrowserContext, Page } from "playwright/test";
import type { Role } from "#schema";

export type SignedInState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Signs the page in as the demo account of a role, by its button on the sign-in page. Ends on the page that follows. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await page.locator(`button[name=demo][value=${role}]`).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in", { timeout: 10_000 });
}

/** The cookies of a new session of a role, for contexts that start signed in. */
export async function signedInState(browser: Browser, baseURL: string, role: Role): Promise<SignedInState> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  try {
    await signIn(await context.newPage(), role);
    return await context.storageState();
  } finally {
    await context.close();
  }
}
