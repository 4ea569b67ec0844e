import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "drizzle-kit";
import { loadEnv } from "./app/env.server.ts";

const { databaseUrl, dataFolder } = loadEnv();

// Two processes on one embedded database corrupt it, and drizzle-kit takes no lock.
const connects = ["push", "pull", "studio", "introspect", "migrate"].some((command) =>
  process.argv.includes(command),
);
if (connects && databaseUrl === undefined && existsSync(join(dataFolder, "lock.json"))) {
  throw new Error(`The folder ${dataFolder} is in use: stop the server first, or set DATABASE_URL.`);
}

export default defineConfig({
  dialect: "postgresql",
  schema: "./drizzle/schema/index.ts",
  out: "./drizzle/migrations",
  entities: { roles: { include: [] } },
  ...(databaseUrl === undefined
    ? { driver: "pglite", dbCredentials: { url: join(dataFolder, "database") } }
    : { dbCredentials: { url: databaseUrl } }),
});
