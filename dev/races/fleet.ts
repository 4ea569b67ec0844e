import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#app/db/migrate.server.ts";
import { newId } from "#app/db/new-id.ts";
import type { StoreAddress } from "#app/domains/data-layer.server.ts";
import { startUpstashGateway } from "../cloud/upstash.ts";
import { startPostgres } from "../servers/postgres.ts";
import { type RedisServer, startRedis } from "../servers/redis.ts";
import { arrangeOrganization } from "../test/arrange-organization.ts";
import type { Oracle } from "../test/database.ts";
import type { Account, Order, Start, Telling } from "./messages.ts";

export type StoreKind = "redis" | "upstash";

/** Answers by what was ordered. */
interface Answers {
  race: Account;
  live: Account;
  tell: Telling;
  start: undefined;
  rest: undefined;
  skew: undefined;
  die: undefined;
  sweep: undefined;
  "die sweeping": undefined;
}

export interface Instance {
  /** @throws where the instance does, or has ended */
  order<O extends Order>(order: O): Promise<Answers[O["do"]]>;
  /** When it was killed after a commit, in milliseconds since the epoch. */
  readonly died: Promise<number>;
  stop(): Promise<void>;
}

/** Where instances live: a real database and a real cache, with one organization in it. */
export interface Ground {
  readonly sql: Oracle;
  readonly redis: RedisServer;
  readonly storePort: number;
  /** The store behind a port of this machine, the store's own or that of somebody in between. */
  storeAt(port: number): StoreAddress;
  /** What every instance needs to know. */
  readonly common: Pick<Start, "databaseUrl" | "organizationId" | "userId" | "menteeId">;
  /** Puts so many leads in. */
  addLeads(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

const database = "races";

export async function prepareGround(kind: StoreKind): Promise<Ground> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    const owner = new pg.Client({ connectionString: postgres.url() });
    await owner.connect();
    await owner.query(`create database ${database}`);
    await owner.end();
    await migrate({ url: postgres.url(database) });
    const pool = new pg.Pool({ connectionString: postgres.url(database, "postgres"), max: 2 });
    stops.push(() => pool.end());
    const sql: Oracle = async (text, params) => (await pool.query(text, params)).rows;

    const redis = await startRedis();
    stops.push(redis.stop);
    let token = "";
    let storePort = redis.port;
    if (kind === "upstash") {
      const gateway = await startUpstashGateway({ redisUrl: redis.url });
      stops.push(gateway.stop);
      token = gateway.token;
      storePort = Number(new URL(gateway.url).port);
    }
    const organization = await arrangeOrganization(sql, `races-${newId()}`, "UTC");
    await sql("delete from pending_invalidations");
    const [menteeId] = organization.menteeIds;
    return {
      sql,
      redis,
      storePort,
      storeAt: (port) =>
        kind === "redis"
          ? { redisUrl: `redis://127.0.0.1:${port}` }
          : { upstash: { url: `http://127.0.0.1:${port}`, token } },
      common: {
        databaseUrl: postgres.url(database),
        organizationId: organization.id,
        userId: organization.users.owner,
        menteeId,
      },
      async addLeads(count) {
        const rows = await sql<{ id: string }>(
          `insert into leads (id, organization_id, mentee_id, name, entered_at)
           select gen_random_uuid(), $1, $2, 'new', '2026-02-01T12:00:00Z' from generate_series(1, $3::int) returning id`,
          [organization.id, menteeId, count],
        );
        // Nobody has read anything yet.
        await sql("delete from pending_invalidations where bumped_at is null");
        return rows.map(({ id }) => id);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts an instance as a process of its own, which ends with this one at the latest. */
export async function startInstance(start: Start): Promise<Instance> {
  const child = fork(join(import.meta.dirname, "instance.ts"), { execArgv: [], serialization: "advanced" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const instance = listenTo(child, ended);
  await instance.order({ do: "start", start });
  return instance;
}

function listenTo(child: ChildProcess, ended: Promise<void>): Instance {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const died = Promise.withResolvers<number>();
  let orders = 0;
  child.on("message", (message: { id: number; answer?: unknown; error?: string } | { died: number }) => {
    if ("died" in message) return died.resolve(message.died);
    const asked = waiting.get(message.id);
    if (message.error === undefined) asked?.resolve(message.answer);
    else asked?.reject(new Error(message.error));
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("The instance has ended"));
  });
  return {
    async order<O extends Order>(order: O) {
      if (!child.connected) throw new Error("The instance has ended");
      const id = orders++;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      child.send({ id, order });
      // An order is answered with what belongs to it.
      return (await answer.promise.finally(() => waiting.delete(id))) as Answers[O["do"]];
    },
    died: died.promise,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** How many of the leads an instance tells otherwise than the database, and lists and reports that it does. */
export async function wrongAnswers(ground: Ground, { leads, differing }: Telling): Promise<number> {
  const rows = await ground.sql<{ id: string; row_version: number; name: string }>(
    "select id, row_version, name from leads where id = any ($1)",
    [leads.map(([id]) => id)],
  );
  const truth = new Map(rows.map((row) => [row.id, `${row.row_version} ${row.name}`]));
  return (
    leads.filter(([id, version, name]) => truth.get(id) !== `${version} ${name}`).length + differing.length
  );
}
