import { test as base, expect, type Page } from "playwright/test";
import type { Role } from "#schema";
import { type Agency, claimAgency } from "./agencies.ts";
import { type SignedInState, signedInState } from "./sign-in.ts";
import { originVariable } from "./start-application.ts";

export { expectAccessible } from "./expect-accessible.ts";
export { expect };

/**
 * Of the flows that run not only on the embedded database and the cache in memory, but on PostgreSQL with Redis and on Neon
 * with Upstash too: what differs between the stacks shows in these.
 */
export const onEveryStack = "@every-stack";

export interface TestOptions {
  /**
   * As whom of the demo agency the test starts, `test.use({ role: "mentor" })`; as nobody without it. The session is shared with
   * the other tests of a worker, so a test that ends it signs in by itself.
   */
  role: Role | undefined;
  /** What the browser may complain about in its console in this test: one matching pattern is enough. */
  expectedComplaints: RegExp[];
}

interface Fixtures {
  /** An organization of the test's own, to write in. */
  agency: Agency;
  /** Opens a page in another browser, in which nobody is signed in. */
  openElsewhere: () => Promise<Page>;
  /** Fails a test whose page threw or logged an error: a broken hydration or a refused script shows nowhere else. */
  watch: (page: Page) => void;
  watched: undefined;
}

interface WorkerFixtures {
  sessionOf: (role: Role, baseURL: string) => Promise<SignedInState>;
}

/** A page that answers 404 because the test asked for it is no complaint. */
const statusComplaint = /Failed to load resource: the server responded with a status of 4\d\d/;

export const test = base.extend<TestOptions & Fixtures, WorkerFixtures>({
  role: [undefined, { option: true }],
  expectedComplaints: [[], { option: true }],

  // Workers start after the server does.
  baseURL: process.env[originVariable],

  sessionOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
    async ({}, use) => {
      const sessions = new Map<Role, Promise<SignedInState>>();
      await use((role, baseURL) => {
        const session = sessions.get(role) ?? signedInState(role, baseURL);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],

  storageState: async ({ role, sessionOf, baseURL }, use) => {
    await use(role && baseURL ? await sessionOf(role, baseURL) : undefined);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
  agency: async ({}, use) => {
    await use(await claimAgency());
  },

  openElsewhere: async ({ browser, watch }, use) => {
    await use(async () => {
      const context = await browser.newContext({ storageState: undefined });
      const page = await context.newPage();
      watch(page);
      return page;
    });
  },

  watch: async ({ expectedComplaints }, use) => {
    const complaints: string[] = [];
    await use((page) => {
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
    });
    const patterns = [statusComplaint, ...expectedComplaints];
    expect(
      complaints.filter((text) => !patterns.some((pattern) => pattern.test(text))),
      "what the browser complained about",
    ).toEqual([]);
  },

  watched: [
    async ({ page, watch }, use) => {
      watch(page);
      await use(undefined);
    },
    { auto: true },
  ],
});
