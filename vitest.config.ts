import { defineConfig } from "vitest/config";

/** The integration suite runs once per stack: what a deployment can stand on. */
const stacks = ["pglite", "postgres", "neon"] as const;

/** What is waited for comes late on a busy machine; a second, which is usual, is too short for that. */
const patience = { expect: { poll: { timeout: 20_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          include: ["{app,drizzle,ops,dev}/**/*.test.{ts,tsx}"],
          exclude: [
            "**/*.db.test.ts",
            "**/*.redis.test.ts",
            "**/*.cloud.test.ts",
            "**/*.http.test.ts",
            "**/node_modules/**",
          ],
          // A busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The built server as a process of its own.
        test: {
          ...patience,
          name: "http",
          include: ["{app,dev,ops}/**/*.http.test.ts"],
          globalSetup: ["./dev/test/built.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The servers and endpoints that the other suites stand on, whatever the stack.
        test: {
          ...patience,
          name: "cloud",
          include: ["{app,dev}/**/*.cloud.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // What needs a real Redis and no database.
        test: {
          ...patience,
          name: "redis",
          include: ["app/cache/**/*.redis.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      ...stacks.map((stack) => ({
        test: {
          ...patience,
          name: stack,
          include: ["{app,drizzle,ops,dev}/**/*.db.test.ts"],
          env: { PLACAR_TEST_STACK: stack },
          globalSetup: ["./dev/test/stack.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
