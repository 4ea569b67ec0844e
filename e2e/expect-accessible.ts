import AxeBuilder from "@axe-core/playwright";
import { type CDPSession, expect, type Page } from "playwright/test";

/** The themes differ in their colours alone. */
const aboutColours = ["color-contrast", "link-in-text-block"];

/** Expects axe to find nothing on the page as it stands, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  const forbidScripts = await allowScripts(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // In the page itself: there are no frames here, for which axe would open another page each time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    if (colorScheme === "dark") axe.withRules(aboutColours);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
    expect(found, `axe in the ${colorScheme} theme on ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  await forbidScripts();
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * Axe is a script of its own, and one that waits: in a browser without JavaScript it would wait for ever. The page's scripts,
 * which were not run when it loaded, are not run by this either.
 */
async function allowScripts(page: Page): Promise<() => Promise<void>> {
  if (await page.evaluate(() => matchMedia("(scripting: enabled)").matches)) return async () => {};
  // Kept, since a session that ends takes its settings along, and scripts would stay allowed.
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  const forbid = (value: boolean) => session.send("Emulation.setScriptExecutionDisabled", { value });
  // A session changes only what it has set itself.
  await forbid(true);
  await forbid(false);
  return async () => {
    await forbid(true);
  };
}
