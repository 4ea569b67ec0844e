import { spawn } from "node:child_process";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

const root = dirname(dirname(import.meta.dirname));

/** What the build is made from. */
const sources = [
  "app",
  "drizzle/schema",
  "ops",
  "dev/bundle",
  "vite.config.ts",
  "react-router.config.ts",
  "package.json",
  "package-lock.json",
];

const lock = join(root, "node_modules", ".placar-build");

/** Milliseconds after which a lock was left behind by somebody who was killed. */
const lockAge = 180_000;

/** Builds the application if there is no build, or one older than a source. Says whether it had to. */
export async function ensureBuild(): Promise<boolean> {
  if (await isFresh()) return false;
  await takeLock();
  try {
    // Whoever held the lock may have built it.
    if (await isFresh()) return false;
    await build();
    return true;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function isFresh(): Promise<boolean> {
  const built = await modified(join(root, "build", "server", "index.js"));
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestIn(join(root, source))))));
  return built > newest;
}

/** One build at a time: a second one would empty the folder that the first is filling. */
async function takeLock(): Promise<void> {
  for (;;) {
    try {
      await mkdir(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const taken = await modified(lock);
    if (taken > 0 && Date.now() - taken > lockAge) await rm(lock, { recursive: true, force: true });
    await setTimeout(200);
  }
}

async function build(): Promise<void> {
  const command = join(root, "node_modules", "@react-router", "dev", "bin.cjs");
  const child = spawn(process.execPath, [command, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output)}`);
}

/** A folder counts too: its time changes when a file in it is removed. */
async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const isSource = (name: string) => !/\.test\.tsx?$/.test(name);
  const paths = entries
    .filter(({ name }) => isSource(name))
    .map((entry) => join(entry.parentPath, entry.name));
  const times = await Promise.all([path, ...paths].map(modified));
  return Math.max(...times);
}

async function modified(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
