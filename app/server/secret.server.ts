import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "#app/db/folder-lock.server.ts";
import { type Env, EnvError } from "#app/env.server.ts";

/**
 * The secret that signs cookies. Where none is configured, one is drawn once and kept in the data folder, readable by
 * its owner alone: enough for the embedded database, which lives on the same disk, and for development.
 * @throws EnvError if a production server on a database of its own has none; FolderError if the folder cannot be made
 */
export async function loadSecret(
  env: Pick<Env, "secret" | "databaseUrl" | "mode" | "dataFolder">,
): Promise<string> {
  if (env.secret) return env.secret;
  if (env.databaseUrl && env.mode === "production") {
    throw new EnvError(
      "PLACAR_SECRET: expected at least 32 characters, for example from `openssl rand -base64 48`",
    );
  }
  const path = join(env.dataFolder, "secret");
  await makeFolder(env.dataFolder);
  try {
    try {
      await writeFile(path, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const secret = (await readFile(path, "utf8")).trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw new EnvError(`PLACAR_DATA: expected a folder that can be written, got ${path} (${codeOf(error)})`);
  }
  throw new EnvError(`PLACAR_DATA: ${path} holds no usable secret; remove that file or set PLACAR_SECRET`);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
