import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";

/** The embedded database's folder cannot be used: the message says why in one line. */
export class FolderError extends Error {
  override name = "FolderError";
  /** Who holds the folder, where somebody does. */
  readonly holder: LockHolder | undefined;

  constructor(message: string, holder?: LockHolder) {
    super(message);
    this.holder = holder;
  }
}

/** Who holds a folder, and where a command may ask it to work on its behalf. */
export interface LockHolder {
  pid: number;
  /** Tells a process from a later one with the same id; clock ticks since boot on Linux, else "". */
  startedAt: string;
  control?: { port: number; token: string };
}

export interface FolderLock {
  /** Leaves an address for commands in the lock. */
  announce(control: LockHolder["control"]): Promise<void>;
  release(): Promise<void>;
}

const lockFile = (folder: string) => join(folder, "lock.json");

/** Takes the folder for this process. A lock whose process is gone is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await makeFolder(folder);
  const path = lockFile(folder);
  const holder: LockHolder = { pid: process.pid, startedAt: await startOf(process.pid) };
  for (let attempt = 0; !(await createLock(folder, holder)); attempt++) {
    const current = await readHolder(folder);
    if (current && (await isAlive(current))) throw inUse(folder, current);
    if (attempt > 4)
      throw new FolderError(`The lock ${path} could not be taken: delete it if no Placar is running.`);
    await removeStaleLock(folder);
  }
  return {
    announce: (control) => replaceLock(folder, { ...holder, control }),
    release: () => rm(path, { force: true }),
  };
}

/** Whole or not at all: a lock that could be seen half-written would be taken for a stale one. */
async function createLock(folder: string, holder: LockHolder): Promise<boolean> {
  const draft = await writeDraft(folder, holder);
  try {
    await link(draft, lockFile(folder));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw unwritable(folder, error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function replaceLock(folder: string, holder: LockHolder): Promise<void> {
  await rename(await writeDraft(folder, holder), lockFile(folder));
}

async function writeDraft(folder: string, holder: LockHolder): Promise<string> {
  const draft = join(folder, `lock.${process.pid}.${randomUUID()}`);
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw unwritable(folder, error);
  }
  return draft;
}

/** One process at a time looks again and deletes, so that nobody deletes the lock of whoever was quicker. */
async function removeStaleLock(folder: string): Promise<void> {
  const guard = join(folder, "lock.takeover");
  try {
    await mkdir(guard);
  } catch {
    await setTimeout(100);
    const age =
      Date.now() -
      (await stat(guard).then(
        (s) => s.mtimeMs,
        () => Date.now(),
      ));
    if (age > 5_000) await rm(guard, { recursive: true, force: true });
    return;
  }
  try {
    // Where none is left there is nothing to delete: what would be deleted is what somebody has taken meanwhile.
    const text = await readLock(folder);
    if (text === undefined) return;
    const current = holderIn(text);
    if (!current || !(await isAlive(current))) await rm(lockFile(folder), { force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}

/** Who holds the folder now, or undefined where nobody does. */
export async function folderHolder(folder: string): Promise<LockHolder | undefined> {
  const holder = await readHolder(folder);
  return holder && (await isAlive(holder)) ? holder : undefined;
}

/**
 * Makes a folder, and all above it that are missing, for this user alone.
 * @throws FolderError
 */
export async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(resolve(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === "EEXIST" && (await stat(folder)).isDirectory()) return;
    // Where the parent is there and still nothing can be made in it, as in /proc, Node's recursive mkdir never returns.
    const parentIsThere = await stat(parent).then(
      () => true,
      () => false,
    );
    if (codeOf(error) !== "ENOENT" || parentIsThere) throw unwritable(folder, error);
    await makeFolder(parent);
    await makeFolder(folder);
  }
}

async function readHolder(folder: string): Promise<LockHolder | undefined> {
  const text = await readLock(folder);
  return text === undefined ? undefined : holderIn(text);
}

/** What the lock says, or undefined where there is none. */
const readLock = (folder: string) => readFile(lockFile(folder), "utf8").catch(() => undefined);

function holderIn(text: string): LockHolder | undefined {
  try {
    return JSON.parse(text) as LockHolder;
  } catch {
    return undefined;
  }
}

async function isAlive(holder: LockHolder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  return holder.startedAt === (await startOf(holder.pid));
}

async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // Field 22; the second field is the command in brackets and may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const inUse = (folder: string, holder: LockHolder) =>
  new FolderError(
    `The folder ${folder} is in use by process ${holder.pid}. Stop it, or set PLACAR_DATA to another folder.`,
    holder,
  );

const unwritable = (folder: string, error: unknown) =>
  new FolderError(
    `The folder ${folder} cannot be written (${codeOf(error)}). Set PLACAR_DATA to one that can.`,
  );
