import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { alone, buildFolder, runBuild } from "./run-build.ts";

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

/**
 * Builds the application if there is no build, or one older than a source.
 * @param onStart told where it has to
 */
export function ensureBuild({ onStart }: { onStart?: () => void } = {}): Promise<void> {
  // Whoever built meanwhile may have built it.
  return alone(async () => {
    if (await isFresh()) return;
    onStart?.();
    await runBuild("kept");
  });
}

async function isFresh(): Promise<boolean> {
  const built = await modified(join(buildFolder, "server", "index.js"));
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestIn(join(root, source))))));
  return built > newest;
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
