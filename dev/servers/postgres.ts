import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, rm, writeFile } from "node:fs/promises";
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
  /** Ends it as an operator would, and starts it again on the same port with what it held. `whileAway` runs in between. */
  restart(whileAway?: () => Promise<void>): Promise<void>;
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
      const server = await runServer({ binaries, folder, dataFolder, password, settings: options.settings });
      await createOwner(server.superuserUrl, password).catch(async (error) => {
        await server.stop();
        throw error;
      });
      return server;
    } catch (error) {
      await removeFolder(folder);
      const lostThePort = error instanceof ServerStartError && /Address already in use/i.test(error.output);
      if (!lostThePort || attempt === 5) throw error;
    }
  }
}

export interface Cluster {
  binaries: PostgresBinaries;
  /** Removed when the server has ended. */
  folder: string;
  dataFolder: string;
  password: string;
  settings: Record<string, string> | undefined;
}

/** Runs a server on the files of a cluster. */
export async function runServer({
  binaries,
  folder,
  dataFolder,
  password,
  settings,
}: Cluster): Promise<PostgresServer> {
  const port = await freePort();
  const effective = { ...testSettings, ...settings, port: String(port) };
  const start = () =>
    startGuarded({
      command: binaries.postgres,
      args: [
        "-D",
        dataFolder,
        ...Object.entries(effective).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ],
      ready: /ready to accept (read-only )?connections/,
      folder,
      stopSignal: "QUIT",
      owner: binaries.owner,
      env: { LC_ALL: "C" },
    });
  let server = await start();
  const url = (database = "postgres", user = ownerRole) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url,
    superuserUrl: url("postgres", "postgres"),
    password,
    port,
    get pid() {
      return server.pid;
    },
    dataFolder,
    async restart(whileAway = async () => {}) {
      const keep = join(folder, "keep");
      await writeFile(keep, "");
      process.kill(server.pid, "SIGINT");
      await server.ended;
      await whileAway();
      server = await start();
      await rm(keep);
    },
    async stop() {
      await server.stop();
      await removeFolder(folder);
    },
  };
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
