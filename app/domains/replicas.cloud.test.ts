import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minutes } from "#app/cache/index.ts";
import { redisStore } from "#app/cache/stores/redis.ts";
import type { Database } from "#app/db/database.ts";
import type { ReplicaEvent } from "#app/db/drivers/replicas.server.ts";
import { newId } from "#app/db/new-id.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { makeMigratedDatabase } from "#dev/servers/migrated-database.ts";
import { type PostgresServer, startPostgres } from "#dev/servers/postgres.ts";
import { startReplica } from "#dev/servers/postgres-replica.ts";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { leads } from "#schema";
import type { DataLayer } from "./caller.ts";
import { openDataLayer } from "./data-layer.server.ts";
import { declareCommand } from "./declare-command.server.ts";
import { declareQuery } from "./declare-query.server.ts";
import { tags } from "./tags.server.ts";

// PostgreSQL with a streaming replica that lags, a Redis, and two instances that write and read through the very declarations
// that the application uses.

const lagMs = 40;
const organizationCount = 10;

let primary: PostgresServer;
let replica: PostgresServer;
let redis: RedisServer;
let url: string;
let organizations: ArrangedOrganization[];
let events: ReplicaEvent["type"][] = [];

beforeAll(async () => {
  primary = await startPostgres();
  redis = await startRedis();
  url = await makeMigratedDatabase(primary, "placar");
  const oracle = new pg.Pool({ connectionString: primary.url("placar", "postgres"), max: 1 });
  const sql = async <Row>(text: string, params?: unknown[]) =>
    (await oracle.query(text, params)).rows as Row[];
  organizations = [];
  for (let n = 0; n < organizationCount; n++)
    organizations.push(await arrangeOrganization(sql, `agency-${n}`));
  await oracle.end();
  replica = await startReplica(primary, { recovery_min_apply_delay: `${lagMs}ms` });
});
afterAll(async () => {
  await replica?.stop();
  await primary?.stop();
  await redis?.stop();
});

/** `look` makes every look a miss. */
interface Look {
  leadId: string;
  look: string;
}

const leadName = declareQuery({
  name: "test.replicatedName",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: Look) => [tags.lead(organizationId, leadId)],
  lifetime: minutes(5),
  load: async (read, { leadId }: Look) => {
    const [[row]] = await read((q) => [
      q.select({ name: leads.name }).from(leads).where(eq(leads.id, leadId)),
    ]);
    return row?.name ?? "";
  },
});

const renameLead = declareCommand({
  name: "test.renameReplicated",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: { leadId: string; name: string }) => [
    tags.lead(organizationId, leadId),
  ],
  run: async (tx, { leadId, name }: { leadId: string; name: string }) => {
    await tx.update(leads).set({ name }).where(eq(leads.id, leadId));
  },
});

async function openInstance(
  namespace: string,
  between = (database: Database) => database,
): Promise<DataLayer> {
  const database = await openDatabase({
    url,
    replicaUrls: [replica.url("placar")],
    onReplica: ({ type }) => events.push(type),
  });
  const store = { ...redisStore({ url: redis.url }), deadlineMs: 20_000 };
  return openDataLayer({ database: between(database), store, namespace, sweepSeconds: 0 });
}

const as = (layer: DataLayer, organization: ArrangedOrganization) =>
  memberCaller(layer, organization, "owner");

const counted = (type: ReplicaEvent["type"]) => events.filter((each) => each === type).length;

/**
 * Each lead is renamed again and again, and read on any instance: at once, by two, and after about as long as the replica lags.
 * @returns how many reads there were, and how many answered with less than what had returned before they began
 */
async function race(
  rounds: number,
  between?: (database: Database) => Database,
): Promise<{ reads: number; stale: number }> {
  events = [];
  const namespace = newId();
  const instances = await Promise.all([openInstance(namespace, between), openInstance(namespace, between)]);
  const anyone = () => instances[Math.floor(Math.random() * instances.length)] ?? instances[0];
  let [reads, stale] = [0, 0];
  async function raceOn(organization: ArrangedOrganization, leadId: string) {
    let written = 0;
    const read = async () => {
      const atLeast = written;
      const name = await leadName(as(anyone() as DataLayer, organization), { leadId, look: newId() });
      reads++;
      if (Number(name) < atLeast) stale++;
    };
    for (let round = 1; round <= rounds; round++) {
      await renameLead(as(anyone() as DataLayer, organization), { leadId, name: String(round) });
      written = round;
      await Promise.all([read(), read()]);
      await sleep(Math.random() * lagMs * 2);
      await Promise.all([read(), read()]);
    }
  }
  const all = organizations.flatMap((each) => each.leadIds.map((leadId) => ({ each, leadId })));
  const start = new pg.Client({ connectionString: primary.url("placar", "postgres") });
  await start.connect();
  await start.query("update leads set name = '0'");
  await start.end();
  await Promise.all(all.map(({ each, leadId }) => raceOn(each, leadId)));
  await Promise.all(instances.map((instance) => instance.close()));
  return { reads, stale };
}

test("of thousands of reads that follow a write, none is stale, and the replica takes its share", async () => {
  const rounds = 60;
  const { reads, stale } = await race(rounds);
  const [answered, behind] = [counted("answered"), counted("behind")];
  console.info(
    `${reads} reads, ${stale} stale; the replica answered ${answered} and was behind for ${behind}`,
  );
  expect(reads).toBe(organizationCount * 2 * rounds * 4);
  expect(stale).toBe(0);
  expect(answered).toBeGreaterThan(reads / 20);
  expect(behind).toBeGreaterThan(0);
}, 300_000);

test("without the look at what it has replayed, the same race shows stale reads", async () => {
  let stale = 0;
  // On a busy machine reads come so late that the replica may have replayed what they should have missed.
  for (let series = 0; stale === 0 && series < 10; series++) {
    ({ stale } = await race(10, (database) => ({
      ...database,
      readBatch: (scope, build, seen) => database.readBatch(scope, build, seen && "0".repeat(16)),
    })));
  }
  expect(stale).toBeGreaterThan(0);
}, 300_000);

test("a replica that is down, or hangs: the primary answers, and it is asked again later", async () => {
  events = [];
  const instance = await openInstance(newId());
  const [organization] = organizations;
  if (!organization) throw new Error("no organization");
  const [leadId] = organization.leadIds;
  const look = () => leadName(as(instance, organization), { leadId, look: newId() });
  const answers = async () => {
    const before = counted("answered");
    expect(await look()).toBe("10");
    await instance.cache.idle();
    return counted("answered") > before;
  };
  await expect.poll(answers, { timeout: 30_000 }).toBe(true);

  await replica.restart(async () => {
    for (let i = 0; i < 5; i++) expect(await answers()).toBe(false);
    expect([counted("failed") > 0, counted("resting") > 0]).toEqual([true, true]);
  });
  // One that failed again and again is left alone for half a minute.
  await expect.poll(answers, { timeout: 90_000, interval: 200 }).toBe(true);

  const processes = [replica.pid, ...childrenOf(replica.pid)];
  for (const pid of processes) process.kill(pid, "SIGSTOP");
  try {
    for (let i = 0; i < 5; i++) expect(await answers()).toBe(false);
  } finally {
    for (const pid of processes) process.kill(pid, "SIGCONT");
  }
  await expect.poll(answers, { timeout: 90_000, interval: 200 }).toBe(true);
  await instance.close();
}, 300_000);

const childrenOf = (pid: number) =>
  execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);
