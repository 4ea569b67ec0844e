import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { lockFolder } from "#app/db/folder-lock.server.ts";
import { type Env, loadEnv } from "#app/env.server.ts";
import { CommandError, type LocalCommand } from "../command.ts";

export const dbReset: LocalCommand = {
  name: "db reset",
  about: "Throws away everything in the database and makes it anew, empty and at the newest migration",
  options: { yes: { about: "do not ask" } },
  works: "alone",
  run: async (args, { terminal, signal }) => {
    const env = loadEnv();
    const what =
      env.databaseUrl === undefined ? `the database in ${env.dataFolder}` : nameOf(env.databaseUrl);
    if (!args.flag("yes") && !(await isSure(what, signal))) {
      throw new CommandError("Nothing was changed.");
    }
    if (env.databaseUrl === undefined) await resetFolder(env);
    else await resetServer(env.databaseUrl);
    terminal.err(`Reset ${what}.`);
    return undefined;
  },
};

async function isSure(what: string, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CommandError(`This throws away all of ${what}. Say --yes if you mean it.`);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question(`Throw away all of ${what}? Type "yes": `, { signal });
    return answer.trim() === "yes";
  } finally {
    asking.close();
  }
}

async function resetFolder(env: Env): Promise<void> {
  const lock = await lockFolder(env.dataFolder);
  try {
    for (const name of ["database", "demo.json"]) {
      await rm(join(env.dataFolder, name), { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
  const { openData } = await import("../data.ts");
  await (await openData(env)).close();
}

async function resetServer(url: string): Promise<void> {
  const [{ default: pg }, { migrate }, { queueSchema }] = await Promise.all([
    import("pg"),
    import("#app/db/migrate.server.ts"),
    import("#app/db/queue-schema.server.ts"),
  ]);
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    // The migrator's own schema with it: else it would take the migrations for done.
    const schemas = ["drizzle", queueSchema, "public"];
    await client.query(
      `${schemas.map((name) => `drop schema if exists ${name} cascade`).join("; ")}; create schema public`,
    );
  } catch (error) {
    throw new CommandError(`The database could not be reset: ${(error as Error).message}.`);
  } finally {
    await client.end();
  }
  await migrate({ url });
}

/** Without the password. */
function nameOf(url: string): string {
  const { pathname, host } = new URL(url);
  return `the database ${pathname.slice(1)} on ${host}`;
}
