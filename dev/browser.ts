import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium, type LaunchOptions } from "playwright";
import { unpackChromium } from "./npm-chromium.ts";

export interface FoundBrowser {
  /** Where it comes from, for people. */
  source: string;
  /** As it says itself, e.g. "Chromium 153.0.8010.0". */
  version: string;
  options: LaunchOptions;
}

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * What to launch Playwright's Chromium with on this machine.
 *
 * @throws Error saying what to run when there is none
 */
export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const found = await findBrowser();
  if (!found) throw new Error("no browser that starts was found: run `npm run test:setup`");
  return found.options;
}

/**
 * The first browser that starts: PLACAR_BROWSER, which must if it is set, then the one from npm (of the same version
 * everywhere), Debian's, and Playwright's own download.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const given = process.env.PLACAR_BROWSER;
  if (given) {
    const found = await tryBrowser("PLACAR_BROWSER", given);
    if (!found) throw new Error(`PLACAR_BROWSER: ${given} does not start`);
    return found;
  }
  const npm = await unpackChromium();
  return (
    (npm && (await tryBrowser("@sparticuz/chromium", npm.executablePath, npm.env))) ??
    (await tryBrowser("Debian", "/usr/bin/chromium")) ??
    (await tryBrowser("Playwright", chromium.executablePath()))
  );
}

async function tryBrowser(
  source: string,
  executablePath: string,
  env: Record<string, string> = {},
): Promise<FoundBrowser | undefined> {
  const environment = { ...process.env, ...env };
  const version = await promisify(execFile)(executablePath, ["--version"], { env: environment }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  if (version === undefined) return undefined;
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
  return { source, version, options: { executablePath, args, env: environment } };
}
