import { defineConfig } from "vitest/config";

/** The integration suite runs once per stack: what a deployment can stand on. */
const stacks = ["pglite", "postgres", "neon"] as const;

/** A busy machine is no failure: what is waited for may take its time. */
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,drizzle,ops,dev}/**/*.test.{ts,tsx}"],
          exclude: [
            "**/*.db.test.ts",
            "**/*.redis.test.ts",
            "**/*.cloud.test.ts",
            "**/*.http.test.ts",
            "**/node_modules/**",
          ],
          ...patient,
        },
      },
      {
        // The built server as a process of its own.
        test: {
          name: "http",
          include: ["{app,dev,ops}/**/*.http.test.ts"],
          globalSetup: ["./dev/test/built.ts"],
          ...patient,
        },
      },
      {
        // The servers and endpoints that the other suites stand on, whatever the stack.
        test: {
          name: "cloud",
          include: ["{app,dev}/**/*.cloud.test.ts"],
          ...patient,
        },
      },
      {
        // What needs a real Redis and no database.
        test: {
          name: "redis",
          include: ["app/cache/**/*.redis.test.ts"],
          ...patient,
        },
      },
      ...stacks.map((stack) => ({
        test: {
          name: stack,
          include: ["{app,drizzle,ops,dev}/**/*.db.test.ts"],
          env: { PLACAR_TEST_STACK: stack },
          globalSetup: ["./dev/test/stack.ts"],
          ...patient,
        },
      })),
    ],
  },
});
