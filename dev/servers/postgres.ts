import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "./free-port.ts";
import { ServerStartError, startGuarded } from "./guarded-process.ts";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";
import { makeTempFolder, removeFolder } from "./temp-folder.ts";

/** The role that migrations run as: no superuser, bypasses nothing, may create databases and roles. */
export const ownerRole = "placar_owner";

export interface PostgresServer {
  /** A connection string; the database is `postgres` and the role `placar_owner` unless named. */
  url(database?: string, user?: string): string;
  superuserUrl: string;
  /** Of the superuser and of `placar_owner`, made anew at every start. */
  password: string;
  port: number;
  pid: number;
  dataFolder: string;
  /** Ends it at once and removes its folder. A second call does nothing. */
  stop(): Promise<void>;
}

/** Nothing here must survive a crash of the machine, so nothing waits for the disk. */
const testSettings: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "200",
  timezone: "UTC",
  log_timezone: "UTC",
  unix_socket_directories: "",
  listen_addresses: "127.0.0.1",
  // Errors that a test provokes are no news.
  log_min_error_statement: "panic",
};

/**
 * Starts PostgreSQL 18 on a free port of 127.0.0.1 with an empty cluster in a temporary folder.
 * Passwords travel in clear text, as Neon's pipelined connect needs it.
 *
 * @param options.settings more server settings (`wal_level`, …), which win over those for tests
 */
export async function startPostgres(
  options: { settings?: Record<string, string> } = {},
): Promise<PostgresServer> {
  const binaries = await findPostgres();
  const password = randomBytes(12).toString("hex");
  for (let attempt = 1; ; attempt++) {
    const folder = await makeTempFolder("postgres", binaries.owner);
    try {
      const dataFolder = await initialise(binaries, folder, password);
      const port = await freePort();
      const settings = { ...testSettings, ...options.settings, port: String(port) };
      const server = await startGuarded({
        command: binaries.postgres,
        args: [
          "-D",
          dataFolder,
          ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
        ],
        ready: /ready to accept connections/,
        folder,
        stopSignal: "QUIT",
        owner: binaries.owner,
        env: { LC_ALL: "C" },
      });
      const url = (database = "postgres", user = ownerRole) =>
        `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
      const superuserUrl = url("postgres", "postgres");
      await createOwner(superuserUrl, password).catch(async (error) => {
        await server.stop();
        throw error;
      });
      return { url, superuserUrl, password, port, pid: server.pid, dataFolder, stop: server.stop };
    } catch (error) {
      await removeFolder(folder);
      const lostThePort = error instanceof ServerStartError && /Address already in use/i.test(error.output);
      if (!lostThePort || attempt === 5) throw error;
    }
  }
}

async function initialise(binaries: PostgresBinaries, folder: string, password: string): Promise<string> {
  const dataFolder = join(folder, "data");
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (binaries.owner) await chown(passwordFile, binaries.owner.uid, binaries.owner.gid);
  await promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${dataFolder}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=password",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
      "--no-instructions",
    ],
    { ...binaries.owner, cwd: folder, env: { ...process.env, LC_ALL: "C" } },
  );
  return dataFolder;
}

async function createOwner(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      `create role ${ownerRole} login nosuperuser nobypassrls createdb createrole password '${password}'`,
    );
  } finally {
    await client.end();
  }
}
