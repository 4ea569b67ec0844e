import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright";

/** The system's Chromium where there is one, else the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  if (system) return chromium.launch({ executablePath: system, args: ["--no-sandbox"] });
  // The package unpacks the libraries that it brings along only where it believes to be on Lambda.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({ executablePath: await packaged.executablePath(), args: ["--no-sandbox"] });
}
