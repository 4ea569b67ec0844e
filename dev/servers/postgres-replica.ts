import { execFile } from "node:child_process";
import { chown, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type PostgresServer, runServer } from "./postgres.ts";
import { findPostgres } from "./postgres-binaries.ts";
import { makeTempFolder, removeFolder } from "./temp-folder.ts";

/**
 * Starts a streaming replica of a server: a copy of its files, made while it runs, that follows its log from there on.
 *
 * @param settings of the replica, such as `recovery_min_apply_delay`
 */
export async function startReplica(
  primary: PostgresServer,
  settings: Record<string, string> = {},
): Promise<PostgresServer> {
  const binaries = await findPostgres();
  const folder = await makeTempFolder("replica", binaries.owner);
  const dataFolder = join(folder, "data");
  const write = async (name: string, text: string) => {
    const file = join(dataFolder, name);
    await writeFile(file, text, { mode: 0o600 });
    if (binaries.owner) await chown(file, binaries.owner.uid, binaries.owner.gid);
  };
  try {
    const label = await copyRunning(primary, dataFolder);
    for (const name of ["postmaster.pid", "postmaster.opts"]) await rm(join(dataFolder, name));
    await write("backup_label", label);
    await write("standby.signal", "");
    const { port, password } = primary;
    const conninfo = `host=127.0.0.1 port=${port} user=postgres password=${password}`;
    const following = { primary_conninfo: conninfo, ...settings };
    return await runServer({ binaries, folder, dataFolder, password, settings: following });
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

/** But for what is removed meanwhile: a server that runs makes and removes files, and what is missing stands in its log. */
async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)("cp", ["-a", from, to], { env: { ...process.env, LC_ALL: "C" } }).catch(
    (error: { stderr?: string }) => {
      const said = error.stderr?.trim().split("\n") ?? [""];
      if (!said.every((line) => line.endsWith("No such file or directory"))) throw error;
    },
  );
}

/** What `pg_basebackup` does, which the packages that bring PostgreSQL leave out. Answers the text of `backup_label`. */
async function copyRunning(primary: PostgresServer, dataFolder: string): Promise<string> {
  const client = new pg.Client({ connectionString: primary.superuserUrl });
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', fast => true)");
    await copyFolder(primary.dataFolder, dataFolder);
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    return rows[0]?.labelfile ?? "";
  } finally {
    await client.end();
  }
}
