import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { inject } from "vitest";
import type { TestDatabase } from "#dev/test/database.ts";

/**
 * Starts a runner as a process of its own, to be killed; its script begins with `openRunnerData`.
 * @param more what the script wants to know besides
 * @throws where the database is embedded: one process alone can have it open
 */
export async function spawnRunner(
  script: string,
  db: TestDatabase,
  more: Readonly<Record<string, string>> = {},
): Promise<ChildProcessByStdio<null, Readable, null>> {
  const stack = inject("testStack");
  if (stack.kind === "pglite") throw new Error("One process alone can have an embedded database open.");
  const [name] = await db.sql<{ name: string }>("select current_database()::text as name");
  const url = new URL(stack.ownerUrl);
  url.pathname = `/${name?.name}`;
  const given = { ...more, url: url.href, ...(stack.kind === "neon" && { neonGateway: stack.gateway }) };
  return spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ["ignore", "pipe", "inherit"] });
}
