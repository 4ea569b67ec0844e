import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Names a build by its content: two instances of one release agree on it, and pages of another are not theirs. The server's part
 * names every file of the browser's.
 * @param folder of the server's part
 */
export async function buildVersion(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".js")).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(folder, file)));
  return hash.digest("base64url").slice(0, 22);
}
