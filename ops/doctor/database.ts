import { stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "#app/db/database.ts";
import { isLocal } from "#app/db/is-local.ts";
import { pendingMigrations, refuseBypass } from "#app/db/migrate.server.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { backlogOf } from "#app/db/pending-invalidations.server.ts";
import type { Env } from "#app/env.server.ts";
import { countJobs } from "#app/jobs/count-jobs.server.ts";
import { type Finding, look, ok, problem, reasonOf, warning } from "./finding.ts";
import { inMilliseconds, medianOf } from "./latency.ts";

const names = {
  pglite: "PGlite, embedded",
  postgres: "Postgres, node-postgres",
  neon: "Neon, HTTP for reads and WebSocket for transactions",
};

const [oldest, newest] = [15, 18];

/** How long a database may take to answer at all, in milliseconds. */
const patienceMs = 3_000;

/** A round trip above this makes every page slow that the cache does not answer. */
const slowMs = 50;

const system = { kind: "system" } as const;
/** Somebody who belongs to no organization. */
const nobody = { kind: "account", userId: "00000000-0000-0000-0000-000000000000" } as const;

const migrateFirst = "Run npm run db:migrate.";

/** @param served the database that a running server has open; else it is opened, and closed again */
export async function lookAtDatabase(env: Env, served: Database | undefined): Promise<Finding[]> {
  if (served) return lookThrough(env, served, true);
  if (env.databaseUrl === undefined && !(await exists(join(env.dataFolder, "database")))) {
    return [ok("database", `none yet: the first start makes an embedded one in ${env.dataFolder}`)];
  }
  let database: Database;
  try {
    const { databaseUrl: url, databaseDriver: driver, dataFolder, neonGateway } = env;
    database = await openDatabase({ url, driver, dataFolder, neonGateway, patienceMs });
  } catch (error) {
    return [problem("database", reasonOf(error), "Nothing works without: see docs/operations.md.")];
  }
  try {
    return await lookThrough(env, database, false);
  } finally {
    await database.close();
  }
}

async function lookThrough(env: Env, database: Database, served: boolean): Promise<Finding[]> {
  return [
    await look("database", migrateFirst, () => lookAtVersion(database)),
    ...lookAtEncryption(env, database),
    await look("database latency", migrateFirst, () => lookAtLatency(database)),
    await look("migrations", migrateFirst, () => lookAtMigrations(database)),
    await look("role", migrateFirst, () => lookAtRole(database)),
    await look("row-level security", migrateFirst, () => lookAtTenancy(database)),
    await look("pending invalidations", migrateFirst, () => lookAtBacklog(env, database, served)),
    await look("background jobs", migrateFirst, () => lookAtJobs(database, served)),
  ];
}

async function lookAtVersion(database: Database): Promise<Finding> {
  const [{ rows }] = await database.readBatch(system, (db) => [
    db.execute<{ version: string }>(sql`select current_setting('server_version') as version`),
  ]);
  const version = rows[0]?.version.split(" ")[0] ?? "";
  const found = `${names[database.kind]}; server ${version}`;
  const major = Number.parseInt(version, 10);
  if (major < oldest) return problem("database", found, `Use Postgres ${oldest} to ${newest}.`);
  return major > newest
    ? warning("database", found, `Postgres ${oldest} to ${newest} are what it is tested with.`)
    : ok("database", found);
}

function lookAtEncryption({ databaseUrl }: Env, database: Database): Finding[] {
  if (databaseUrl === undefined) return [];
  const { hostname, searchParams } = new URL(databaseUrl);
  if (database.kind === "neon") return [ok("database encryption", "TLS, always with Neon's drivers")];
  return [
    ok(
      "database encryption",
      isLocal(hostname)
        ? "none needed: this machine or a private network"
        : `TLS, sslmode=${searchParams.get("sslmode")}`,
    ),
  ];
}

async function lookAtLatency(database: Database): Promise<Finding> {
  const ms = await medianOf(() => database.readBatch(system, (db) => [db.execute(sql`select 1`)]));
  return ms > slowMs
    ? warning("database latency", inMilliseconds(ms), "Bring the server and its database closer together.")
    : ok("database latency", inMilliseconds(ms));
}

async function lookAtMigrations(database: Database): Promise<Finding> {
  const missing = await pendingMigrations(database);
  if (missing === 0) return ok("migrations", "all applied");
  const found = missing === 1 ? "1 is missing" : `${missing} are missing`;
  return database.kind === "pglite"
    ? warning("migrations", found, "The next start applies them.")
    : problem("migrations", found, migrateFirst);
}

/** What every statement runs as. */
async function lookAtRole(database: Database): Promise<Finding> {
  try {
    await refuseBypass(database);
  } catch (error) {
    return problem("role", reasonOf(error), "Until then every tenant could see every other's rows.");
  }
  return ok("role", "placar_app, bound by row-level security");
}

/** Tries it: whoever belongs to no organization must see no row, and no table of a tenant may be without its policy. */
async function lookAtTenancy(database: Database): Promise<Finding> {
  const check = "row-level security";
  const [{ rows: seen }, { rows: open }] = await database.readBatch(nobody, (db) => [
    db.execute<{ any: boolean }>(sql`select exists (select 1 from leads) or exists (select 1 from mentees)
      or exists (select 1 from cohorts) or exists (select 1 from interactions) as any`),
    db.execute<{ name: string }>(sql`select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('members', 'invitations')
        and (not c.relrowsecurity or (c.relowner = current_user::regrole and not c.relforcerowsecurity))
      order by 1`),
  ]);
  if (open.length > 0) {
    const found = `${open.map(({ name }) => name).join(", ")}: not bound by it`;
    return problem(
      check,
      found,
      "ALTER TABLE … ENABLE ROW LEVEL SECURITY, owned by another role than placar_app.",
    );
  }
  if (seen[0]?.any) {
    return problem(
      check,
      "whoever belongs to no organization sees rows",
      "Compare the policies with drizzle/schema.",
    );
  }
  return ok(check, "on for every tenant's table; whoever belongs to no organization sees nothing");
}

async function lookAtBacklog(env: Env, database: Database, served: boolean): Promise<Finding> {
  const check = "pending invalidations";
  const { rows, oldestSeconds } = await backlogOf(database);
  if (oldestSeconds === null) return ok(check, "none");
  const found = `${rows}, the oldest ${Math.round(oldestSeconds)} s old`;
  // A sweep that fails tries again, and a claim of a sweeper that died holds for 10 s.
  if (oldestSeconds <= 3 * env.sweepSeconds + 15) return ok(check, found);
  return database.kind === "pglite" && !served
    ? warning(check, found, "The server's first sweep bumps them.")
    : problem(
        check,
        found,
        "Readers may see old values: no server sweeps, or none reaches the cache. See their logs and the findings on the cache.",
      );
}

/** After so many seconds a job that is due should have been taken: a schedule's are looked for less often, and one may run long. */
const lateSeconds = 900;

async function lookAtJobs(database: Database, served: boolean): Promise<Finding> {
  const check = "background jobs";
  const queues = await countJobs(database);
  const sum = (of: "waiting" | "running" | "failed") => queues.reduce((total, queue) => total + queue[of], 0);
  const oldest = Math.max(0, ...queues.map(({ oldestSeconds }) => oldestSeconds ?? 0));
  const counts = `${sum("waiting")} waiting, ${sum("running")} running, ${sum("failed")} failed`;
  const found = oldest > 0 ? `${counts}, the oldest due for ${Math.round(oldest)} s` : counts;
  if (oldest > lateSeconds && (database.kind !== "pglite" || served)) {
    const advice =
      "Nobody runs them: start a server without PLACAR_JOBS=off, or call npm run placar -- jobs run.";
    return problem(check, found, advice);
  }
  if (sum("failed") > 0) {
    return warning(
      check,
      found,
      "See /operator/jobs, or the logs for the reason; they can be tried again there.",
    );
  }
  return ok(check, found);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
