import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FolderError, folderHolder, lockFolder } from "#app/db/folder-lock.server.ts";
import { loadEnv } from "#app/env.server.ts";
import { counted } from "#app/i18n/plural.ts";
import type { Terminal } from "../terminal.ts";

/** Goes up when the demo's data changes: a folder filled by an older version is left as it is, but said to be so. */
const version = 3;

/** What the folder remembers, so that a start need not open the database to find out. */
interface Marker {
  /** `filling` was never finished: what is there is the beginning of a database, and ours. */
  state: "filling" | "ready";
  version: number;
  /** When the history ends. */
  until: string;
}

const markerFile = (folder: string) => join(folder, "demo.json");
const databaseFolder = (folder: string) => join(folder, "database");

/**
 * Makes sure that the embedded database in a folder holds the demo agency, and fills it where it does not.
 * @throws FolderError where the folder is in use or cannot be written
 */
export async function prepareDemoFolder(
  folder: string,
  { reset, terminal, signal }: { reset: boolean; terminal: Terminal; signal: AbortSignal },
): Promise<void> {
  const holder = await folderHolder(folder);
  if (holder) {
    throw new FolderError(
      `The folder ${folder} is in use by process ${holder.pid}. Stop it, or set PLACAR_DATA to another folder.`,
      holder,
    );
  }
  const marker = await readMarker(folder);
  if (marker?.state === "ready" && !reset && existsSync(databaseFolder(folder))) {
    sayIfOld(marker, terminal);
    return;
  }
  if (reset && !marker && existsSync(databaseFolder(folder))) {
    throw new FolderError(
      `The folder ${folder} holds a database that the demo did not make. npm run db:reset throws it away.`,
    );
  }
  if (reset || marker?.state === "filling") await emptyFolder(folder);
  const own = !existsSync(databaseFolder(folder));
  const now = new Date();
  const mark = (state: Marker["state"]) => writeMarker(folder, { state, version, until: now.toISOString() });
  if (own) await mark("filling");
  const env = {
    ...loadEnv(),
    databaseUrl: undefined,
    redisUrl: undefined,
    upstash: undefined,
    dataFolder: folder,
  };
  if (own) terminal.err("Creating the database …");
  // Loaded only here: a folder that is ready needs none of it to start.
  const [{ openData }, { addDemo, hasDemo }] = await Promise.all([
    import("../data.ts"),
    import("./fill.server.ts"),
  ]);
  const data = await openData(env);
  const bar = terminal.progress("Filling the demo");
  try {
    if (!(await hasDemo(data))) {
      terminal.err("Filling it with two years of a made-up agency …");
      await addDemo(data, { now, signal, onProgress: bar.show });
    }
  } finally {
    bar.end();
    await data.close();
  }
  await mark("ready");
}

/** Throws away the database, not the secret: who was signed in to something else stays so. */
async function emptyFolder(folder: string): Promise<void> {
  // Taken, so that nobody opens what is being deleted.
  const lock = await lockFolder(folder);
  try {
    await rm(databaseFolder(folder), { recursive: true, force: true });
    await rm(markerFile(folder), { force: true });
  } finally {
    await lock.release();
  }
}

async function readMarker(folder: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(markerFile(folder), "utf8")) as Marker;
  } catch {
    return undefined;
  }
}

/** Through the lock, which makes the folder where there is none and says why it cannot be written. */
async function writeMarker(folder: string, marker: Marker): Promise<void> {
  const lock = await lockFolder(folder);
  try {
    await writeFile(markerFile(folder), `${JSON.stringify(marker)}\n`);
  } finally {
    await lock.release();
  }
}

function sayIfOld({ until, version: filledBy }: Marker, terminal: Terminal): void {
  const days = Math.floor((Date.now() - Date.parse(until)) / 86_400_000);
  if (days > 14 || filledBy !== version) {
    const ago = counted("en", days, { one: "day", other: "days" });
    terminal.err(`The demo's history ends ${ago} ago: npm run demo -- --reset makes a new one.`);
  }
}
