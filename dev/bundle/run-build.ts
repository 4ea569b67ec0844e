import { spawn } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { FolderError, type FolderLock, lockFolder } from "#app/db/folder-lock.server.ts";

const root = dirname(dirname(import.meta.dirname));

/** Where the build is. */
export const buildFolder = join(root, "build");

const workshop = join(root, "node_modules", ".placar-build");

/** Does what concerns the build while nobody else does; waits for whoever does. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const lock = await takeLock();
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function takeLock(): Promise<FolderLock> {
  for (;;) {
    try {
      return await lockFolder(workshop);
    } catch (error) {
      if (!(error instanceof FolderError && error.holder)) throw error;
    }
    await setTimeout(200);
  }
}

/**
 * Builds beside the build that is there, which others may be using, and then takes its place. Call it {@link alone}.
 * @param output whether what the build says is shown as it comes, or only where it fails
 * @throws Error with what it said, or with its exit code where that was shown
 */
export async function runBuild(output: "shown" | "kept"): Promise<void> {
  const made = join(workshop, "made");
  const command = join(root, "node_modules", "@react-router", "dev", "bin.cjs");
  const child = spawn(process.execPath, [command, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", PLACAR_BUILD_FOLDER: made },
    stdio: [
      "ignore",
      ...(output === "shown" ? (["inherit", "inherit"] as const) : (["pipe", "pipe"] as const)),
    ],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(said)}`);

  const before = join(workshop, "before");
  await rm(before, { recursive: true, force: true });
  await mkdir(buildFolder, { recursive: true });
  await rename(buildFolder, before);
  await rename(made, buildFolder);
  await rm(before, { recursive: true, force: true });
}
