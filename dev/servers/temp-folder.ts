import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder in the system's temporary folder, `placar-<name>-XXXXXX`, readable by its owner alone. */
export async function makeTempFolder(name: string, owner?: { uid: number; gid: number }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `placar-${name}-`));
  if (owner) await chown(folder, owner.uid, owner.gid);
  return folder;
}

/** Removes a folder and all in it; one that is gone already is fine. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
