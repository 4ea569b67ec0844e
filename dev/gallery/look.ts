/**
 * Takes pictures of every screen of the gallery, and has axe look at it: `node dev/gallery/look.ts FOLDER`.
 * Both languages, both themes, desktop, phone and print. Ends with 1 if axe found anything.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright";
import { launchBrowser } from "./browser.ts";
import { screens } from "./screens.ts";
import { serveGallery } from "./serve.ts";

const views = [
  { name: "desktop", width: 1360, height: 900 },
  { name: "phone", width: 390, height: 844 },
];

const [folder = "build/gallery", only = ""] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const gallery = await serveGallery();
const browser = await launchBrowser();
let found = 0;
try {
  for (const screen of screens.filter((name) => name.includes(only))) {
    for (const [locale, theme] of [
      ["en", "light"],
      ["pt-BR", "dark"],
    ] as const) {
      for (const view of views) {
        found += await look(
          browser,
          `${gallery.origin}/${locale}/${theme}/${screen}`,
          `${screen.replaceAll("/", "-")}.${locale}.${theme}`,
          view,
        );
      }
    }
  }
} finally {
  await browser.close();
  await gallery.close();
}
process.exitCode = found === 0 ? 0 : 1;

/** @returns how many things were wrong: axe's findings, console errors, sideways overflow */
async function look(
  using: Browser,
  url: string,
  name: string,
  view: { name: string; width: number; height: number },
): Promise<number> {
  const context = await using.newContext({ viewport: view, colorScheme: "light" });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`page: ${error.message}`));
  await page.goto(url, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) wrong.push(`${wide} px too wide`);
  await page.screenshot({ path: join(folder, `${name}.${view.name}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, nodes } of violations) {
    for (const node of nodes) wrong.push(`axe ${id}: ${node.target} ${node.failureSummary}`);
  }
  if (view.name === "desktop") {
    await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
  }
  if ((await page.locator("details").count()) > 0) {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const opened = await new AxeBuilder({ page }).include("details").analyze();
    for (const { id, nodes } of opened.violations) wrong.push(`axe, opened, ${id}: ${nodes[0]?.target}`);
  }
  await context.close();
  for (const line of wrong) console.error(`${name}.${view.name}: ${line}`);
  return wrong.length;
}
