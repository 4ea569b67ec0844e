import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContextOptions, chromium, devices, type Page } from "playwright";
import { browserLaunchOptions } from "#dev/browser.ts";
import { claimAgency } from "./agencies.ts";
import { moveLead } from "./leads.ts";
import { enter, type SignedInState, signedInState } from "./sign-in.ts";
import startApplication, { originVariable } from "./start-application.ts";

/*
 * `npm run screenshots`: the main pages of the demo as people see them, into screenshots/, to be looked at. `-- --only WORD`
 * takes those alone whose names contain the word; `-- --readme` renews the pictures in docs/images.
 */

const root = join(import.meta.dirname, "..");

interface Shot {
  path: string;
  /** What is done on the page before the picture is taken. */
  arrange?: (page: Page) => Promise<void>;
  signedOut?: true;
}

const shots: Record<string, Shot> = {
  "sign-in": { path: "/sign-in", signedOut: true },
  overview: { path: "/o/demo" },
  leads: { path: "/o/demo/leads" },
  "leads-filtered": { path: "/o/demo/leads?status=won&source=Indica%C3%A7%C3%A3o&sort=value" },
  lead: {
    path: "/o/demo/leads?status=negotiation",
    arrange: (page) => page.locator("tbody th a").first().click(),
  },
  "lead-won": {
    path: "/o/demo/leads?status=won",
    arrange: (page) => page.locator("tbody th a").first().click(),
  },
  "lead-win": { path: "/o/demo/leads?status=proposal", arrange: openWin },
  "new-lead": { path: "/o/demo/leads/new" },
  "new-lead-refused": { path: "/o/demo/leads/new", arrange: sendNewLead },
  conflict: { path: "/", arrange: provokeConflict },
  "pipeline-by-source": { path: "/o/demo/reports/pipeline" },
  "pipeline-by-month": { path: "/o/demo/reports/pipeline?by=month" },
  mentees: { path: "/o/demo/mentees" },
  mentee: { path: "/o/demo/mentees", arrange: (page) => page.locator("tbody th a").first().click() },
  "new-mentee": { path: "/o/demo/mentees/new" },
  "new-organization": { path: "/organizations/new" },
  account: { path: "/account" },
  empty: { path: "/", arrange: foundOrganization },
  "not-found": { path: "/o/demo/leads/nothing" },
  "bad-request": { path: "/o/demo/leads?after=nonsense" },
};

async function openWin(page: Page) {
  await page.locator("tbody th a").first().click();
  await page.locator("button[popovertarget=win][aria-haspopup]").click();
}

async function sendNewLead(page: Page) {
  await page.locator("[name=email]").fill("clara@");
  await page.locator("[name=value]").fill("muito");
  await page.locator("main form button[type=submit]").click();
  await page.getByRole("alert").waitFor();
}

async function provokeConflict(page: Page) {
  const agency = await claimAgency();
  await enter(page, agency, "owner");
  const lead = `/o/${agency.slug}/leads/${agency.leadIds[0]}`;
  await page.goto(`${lead}/edit`);
  await page.locator("[name=source]").fill("Instagram");
  await moveLead(page, lead, { to: "proposal" });
  await page.locator("main form button[type=submit]").click();
  await page.getByRole("alert").waitFor();
}

async function foundOrganization(page: Page) {
  const agency = await claimAgency();
  const slug = `empty-${agency.slug}`;
  await enter(page, agency, "owner");
  const form = { name: "Agência Aurora", slug, currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await page.request.post("/organizations/new", { form });
  await page.goto(`/o/${slug}`);
}

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const { defaultBrowserType: _, ...phone } = devices["iPhone 14"] ?? {};

/** What a page is looked at in: every page in the first four, the main ones in the others. */
const looks: Record<string, BrowserContextOptions> = {
  light: { ...desktop, colorScheme: "light" },
  dark: { ...desktop, colorScheme: "dark" },
  "phone-light": { ...phone, colorScheme: "light" },
  "phone-dark": { ...phone, colorScheme: "dark" },
  "pt-BR": { ...desktop, locale: "pt-BR" },
  "phone-pt-BR": { ...phone, locale: "pt-BR" },
  "no-javascript": { ...desktop, javaScriptEnabled: false },
};

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, readme: { type: "boolean", default: false } },
});
const stop = await startApplication();
const baseURL = process.env[originVariable] ?? "";
const owner: SignedInState = await signedInState("owner", baseURL);
const browser = await chromium.launch(await browserLaunchOptions());
try {
  if (values.readme) await renewImages(browser);
  else await takeAll(browser, values.only);
} finally {
  await browser.close();
  await stop?.();
}

async function takeAll(browser: Browser, only: string): Promise<void> {
  const folder = join(root, "screenshots");
  if (only === "") await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [look, options] of Object.entries(looks)) {
    for (const [name, shot] of Object.entries(shots)) {
      const file = `${name}.${look}.png`;
      if (file.includes(only)) await take(browser, shot, options, join(folder, file), { fullPage: true });
    }
  }
  for (const [name, shot] of Object.entries(shots)) {
    const file = `${name}.print.pdf`;
    if (file.includes(only)) await print(browser, shot, join(folder, file));
  }
}

/** The overview, which the README shows. */
async function renewImages(browser: Browser): Promise<void> {
  const folder = join(root, "docs", "images");
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    const options = { viewport: { width: 1280, height: 1120 }, colorScheme };
    await take(browser, { path: "/o/demo" }, options, join(folder, `overview-${colorScheme}.png`));
  }
}

async function take(
  browser: Browser,
  shot: Shot,
  options: BrowserContextOptions,
  file: string,
  how: { fullPage?: boolean } = {},
): Promise<void> {
  await onPage(browser, shot, options, async (page) => {
    await page.screenshot({ path: file, animations: "disabled", ...how });
  });
}

async function print(browser: Browser, shot: Shot, file: string): Promise<void> {
  await onPage(browser, shot, desktop, async (page) => {
    await page.pdf({ path: file, preferCSSPageSize: true });
  });
}

async function onPage(
  browser: Browser,
  { path, arrange, signedOut }: Shot,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-US",
    timezoneId: "America/Sao_Paulo",
    reducedMotion: "reduce",
    ...(!signedOut && { storageState: owner }),
    ...options,
  });
  const page = await context.newPage();
  await page.goto(path);
  await arrange?.(page);
  await page.waitForLoadState("networkidle");
  await look(page);
  await context.close();
}
