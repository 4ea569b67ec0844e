import { defineConfig } from "playwright/test";
import { browserLaunchOptions } from "#dev/browser.ts";
import type { TestOptions } from "./e2e/fixtures.ts";

/** Every flow runs twice on the production build: as a browser with JavaScript, and as one without. */
export default defineConfig<TestOptions>({
  testDir: "e2e",
  globalSetup: "./e2e/start-application.ts",
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A flow passes or it is a defect.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    launchOptions: await browserLaunchOptions(),
    locale: "en-US",
    timezoneId: "America/Sao_Paulo",
    viewport: { width: 1280, height: 900 },
    // What moves is measured while it moves: the same page would pass or fail by chance.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: process.env.PLACAR_TRACE ? "retain-on-failure" : "off",
  },
  projects: [
    {
      name: "with JavaScript",
      use: { javaScriptEnabled: true },
      testIgnore: "without-javascript.spec.ts",
    },
    {
      name: "without JavaScript",
      use: { javaScriptEnabled: false },
      testIgnore: "with-javascript.spec.ts",
    },
  ],
});
