import type { Browser, BrowserContext, Page } from "playwright/test";
import { demoAccounts, demoPassword } from "#app/domains/accounts/demo-accounts.ts";
import type { Role } from "#schema";

export type SignedInState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Signs the page in as the demo account of a role, through the form. Ends on the page that follows. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const account = demoAccounts.find((one) => one.role === role);
  if (!account) throw new Error(`no demo account is ${role}`);
  await page.goto("/sign-in");
  const form = page.locator("form").filter({ has: page.locator("input[name=password]") });
  await form.locator("input[name=email]").fill(account.email);
  await form.locator("input[name=password]").fill(demoPassword);
  await form.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
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
