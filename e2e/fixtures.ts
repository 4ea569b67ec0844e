import { test as base, expect } from "playwright/test";
import type { Role } from "#schema";
import { type SignedInState, signedInState } from "./sign-in.ts";
import { originVariable } from "./start-application.ts";

export { expectAccessible } from "./expect-accessible.ts";
export { signIn } from "./sign-in.ts";
export { expect };

export interface TestOptions {
  /**
   * Who the test starts as, `test.use({ role: "mentor" })`; nobody without it. The session is shared with the other tests of a
   * worker, so a test that signs out calls `signIn` instead.
   */
  role: Role | undefined;
  /** What the browser may complain about in its console in this test: one matching pattern is enough. */
  expectedComplaints: RegExp[];
}

interface Fixtures {
  /** Fails a test whose page threw or logged an error: a broken hydration or a refused script shows nowhere else. */
  noComplaints: undefined;
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
    async ({ browser }, use) => {
      const sessions = new Map<Role, Promise<SignedInState>>();
      await use((role, baseURL) => {
        const session = sessions.get(role) ?? signedInState(browser, baseURL, role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],

  storageState: async ({ role, sessionOf, baseURL }, use) => {
    await use(role && baseURL ? await sessionOf(role, baseURL) : undefined);
  },

  noComplaints: [
    async ({ page, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await use(undefined);
      const patterns = [statusComplaint, ...expectedComplaints];
      expect(
        complaints.filter((text) => !patterns.some((pattern) => pattern.test(text))),
        "what the browser complained about",
      ).toEqual([]);
    },
    { auto: true },
  ],
});
