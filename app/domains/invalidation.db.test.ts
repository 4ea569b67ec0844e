import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CacheStore, minutes } from "#app/cache/index.ts";
import { newId } from "#app/db/new-id.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { testRedisUrl } from "#dev/test/redis.ts";
import { openSharedTestStore, openTestStore } from "#dev/test/store.ts";
import { leads } from "#schema";
import { changeName } from "./accounts/commands.server.ts";
import { callerFor, type DataLayer } from "./caller.ts";
import { openDataLayer } from "./data-layer.server.ts";
import { declareCommand } from "./declare-command.server.ts";
import { declareQuery } from "./declare-query.server.ts";
import { getTimeline } from "./leads/queries.server.ts";
import { tags } from "./tags.server.ts";

// What holds a cache and a database together, through the very declarations that the application uses.

let db: TestDatabase;
let organization: ArrangedOrganization;
let store: CacheStore;
let data: DataLayer;
/** All that a test opened. One that is left would make up for the next test's writes, in a cache that nobody reads. */
let layers: DataLayer[];
let reachable: boolean;
/** Of the test: what the one before left in the store is not there. */
let namespace: string;

const times = { graceMs: 0, claimMs: 60_000, lookMs: 0 };
/** Another process on the same database and the same cache. */
const openLayer = async () => {
  const layer = await openDataLayer({
    database: db.database,
    store: switchable(store),
    namespace,
    sweepSeconds: 0,
    sweepTimes: times,
  });
  layers.push(layer);
  return layer;
};

/** A store that can be cut off. */
const switchable = (inner: CacheStore): CacheStore => ({
  ...inner,
  execute: (operations, signal) =>
    reachable ? inner.execute(operations, signal) : Promise.reject(new Error("cut off")),
});

const leadName = declareQuery({
  name: "test.leadName",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, leadId: string) => [tags.lead(organizationId, leadId)],
  lifetime: minutes(5),
  load: async (read, leadId: string) => {
    const [[row]] = await read((q) => [
      q.select({ name: leads.name }).from(leads).where(eq(leads.id, leadId)),
    ]);
    return row?.name ?? null;
  },
});

interface Rename {
  leadId: string;
  name: string;
  fail?: boolean;
}

const renameLead = declareCommand({
  name: "test.renameLead",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: Rename) => [tags.lead(organizationId, leadId)],
  run: async (tx, { leadId, name, fail }: Rename) => {
    await tx.update(leads).set({ name }).where(eq(leads.id, leadId));
    if (fail) throw new Error("changed my mind");
  },
});

const as = (role: "owner" | "mentor", layer = data) => memberCaller(layer, organization, role);
/** What is read is kept beside the answer: done, once this resolves. */
const readLead = async (caller: ReturnType<typeof as>) => {
  const name = await leadName(caller, leadId());
  await caller.data.cache.idle();
  return name;
};
const pending = () =>
  db.sql<{ tags: string[]; versions: unknown }>("select tags, versions from pending_invalidations");

beforeAll(async () => {
  db = await openTestDatabase();
  organization = await arrangeOrganization(db.sql, "agency");
});
beforeEach(async () => {
  reachable = true;
  layers = [];
  namespace = newId();
  store = await openTestStore();
  data = await openLayer();
  await db.sql("update leads set name = 'first'");
  await db.sql("delete from pending_invalidations");
});
afterEach(async () => {
  for (const layer of layers) {
    await layer.invalidations.idle();
    await layer.cache.close();
  }
  await store.close();
});
afterAll(() => db.close());

const leadId = () => organization.leadIds[0];
/** What the command of these tests touches; the second is every command's. */
const touched = () => [tags.lead(organization.id, leadId()), tags.activity(organization.id)];
const rename = (name: string, caller = as("owner")) => renameLead(caller, { leadId: leadId(), name });

describe("a command", () => {
  test("is seen by every reader at once, on every instance", async () => {
    const other = await openLayer();
    expect(await readLead(as("mentor", other))).toBe("first");
    await rename("second");
    expect(await readLead(as("mentor", other))).toBe("second");
    expect(await readLead(as("owner"))).toBe("second");
  });

  test("leaves what it did not touch in the cache", async () => {
    await readLead(as("owner"));
    await db.database.inTransaction(as("owner").scope, (tx) => tx.update(leads).set({ name: "unheard" }), {
      command: "test.silent",
    });
    expect(await readLead(as("owner"))).toBe("first");
  });

  test("that fails changes nothing and announces nothing", async () => {
    await readLead(as("owner"));
    await expect(renameLead(as("owner"), { leadId: leadId(), name: "no", fail: true })).rejects.toThrow(
      "changed my mind",
    );
    expect(await readLead(as("owner"))).toBe("first");
    expect(await pending()).toEqual([]);
  });

  test("writes its tags down and forgets them after the later look", async () => {
    await rename("second");
    await data.invalidations.idle();
    expect(await pending()).toMatchObject([{ tags: touched(), versions: expect.anything() }]);
    expect(await data.invalidations.sweep()).toEqual({ bumped: 0, confirmed: 1 });
    expect(await pending()).toEqual([]);
  });
});

describe("the cache out of reach", () => {
  test("fails no write, tells the author, and loses no invalidation", async () => {
    const other = await openLayer();
    await readLead(as("owner", other));
    reachable = false;
    const delayed: string[] = [];
    await rename("second", { ...as("owner"), onDelayed: (touched) => delayed.push(...touched) });
    expect(delayed).toEqual(touched());
    expect(await readLead(as("owner"))).toBe("second");

    reachable = true;
    // What the others hold is old until the sweep, which the pending row makes certain.
    expect(await (await openLayer()).invalidations.sweep()).toMatchObject({ bumped: 1 });
    expect(await readLead(as("mentor", await openLayer()))).toBe("second");
  });
});

test("a recovering process makes up for what another claimed and could not do", async () => {
  await readLead(as("owner"));
  reachable = false;
  await rename("second");
  await expect((await openLayer()).invalidations.sweep()).rejects.toThrow();
  await db.sql("update pending_invalidations set claimed_until = now() + interval '1 hour'");
  reachable = true;
  const recovering = await openLayer();
  await recovering.invalidations.drain();
  expect(await readLead(as("mentor", recovering))).toBe("second");
});

describe("a process that dies between commit and bump", () => {
  test("is made good by any other's sweep, once", async () => {
    await readLead(as("owner"));
    await db.database.inTransaction(
      as("owner").scope,
      async (tx) => {
        await tx.update(leads).set({ name: "second" }).where(eq(leads.id, leadId()));
        await data.invalidations.record(tx, as("owner").scope, [tags.lead(organization.id, leadId())]);
      },
      { command: "test.killed" },
    );
    expect(await readLead(as("owner"))).toBe("first");
    const [one, two] = await Promise.all([
      data.invalidations.sweep(),
      (await openLayer()).invalidations.sweep(),
    ]);
    expect(one.bumped + two.bumped).toBe(1);
    expect(await readLead(as("owner"))).toBe("second");
  });
});

describe("a cache restored to an older state", () => {
  let redis: Redis;

  beforeEach(async () => {
    redis = new Redis(testRedisUrl());
    await store.close();
    store = await openSharedTestStore();
    data = await openLayer();
  });
  afterEach(() => redis.disconnect());

  test("is noticed by the later look", async () => {
    await readLead(as("owner"));
    const held = await dump(redis);
    await rename("second");
    await data.invalidations.idle();
    // A failover that had not heard of the bump: old versions beside old entries.
    await restore(redis, held);
    expect(await readLead(as("owner"))).toBe("first");
    expect(await data.invalidations.sweep()).toMatchObject({ bumped: 1 });
    expect(await readLead(as("owner"))).toBe("second");
  });

  test("is noticed where the lost bump was noted before the one that was kept", async () => {
    await rename("second");
    await readLead(as("owner"));
    await data.invalidations.idle();
    const held = await dump(redis);
    await db.sql("update pending_invalidations set bumped_at = now() + interval '50 milliseconds'");
    await rename("third");
    await data.invalidations.idle();
    await restore(redis, held);
    expect(await readLead(as("owner"))).toBe("second");
    await sleep(100);
    expect(await data.invalidations.sweep()).toMatchObject({ bumped: 1, confirmed: 1 });
    expect(await readLead(as("owner"))).toBe("third");
  });
});

async function dump(redis: Redis): Promise<[string, Buffer][]> {
  const keys = await redis.keys(`${namespace}*`);
  expect(keys.length).toBeGreaterThan(1);
  return Promise.all(
    keys.map(async (key): Promise<[string, Buffer]> => [key, (await redis.dumpBuffer(key)) ?? Buffer.of()]),
  );
}

async function restore(redis: Redis, held: [string, Buffer][]): Promise<void> {
  for (const [key, value] of held) await redis.restore(key, 60_000, value, "REPLACE");
}

describe("a write around the commands", () => {
  test("reaches every reader of the organization with the next sweep", async () => {
    await readLead(as("mentor"));
    await db.sql("update leads set name = 'by hand' where id = $1", [leadId()]);
    expect(await data.invalidations.sweep()).toMatchObject({ bumped: 1 });
    expect(await readLead(as("mentor"))).toBe("by hand");
  });

  test("to a person's name reaches the readers of every organization that shows it", async () => {
    await actsOnLead("admin");
    expect(await namesOnLead()).toContain("admin of agency");
    await db.sql("update users set name = 'Somebody else' where id = $1", [organization.users.admin]);
    await data.invalidations.sweep();
    expect(await namesOnLead()).toContain("Somebody else");
  });

  test("that empties a table reaches every reader", async () => {
    await actsOnLead("admin");
    expect(await namesOnLead()).not.toEqual([null]);
    await db.sql("truncate interactions");
    await data.invalidations.sweep();
    expect(await namesOnLead()).toEqual([null]);
  });

  test("is not noted twice where a command announced it", async () => {
    await rename("second");
    await data.invalidations.idle();
    expect((await pending()).length).toBe(1);
  });
});

test("a new name of who has left is read where they were", async () => {
  await actsOnLead("mentee");
  await db.sql("delete from members where user_id = $1", [organization.users.mentee]);
  await data.invalidations.sweep();
  expect(await namesOnLead()).toContain("mentee of agency");
  const { mentee } = organization.users;
  await changeName(callerFor(data, { kind: "account", userId: mentee }), { name: "Somebody else" });
  expect(await namesOnLead()).toContain("Somebody else");
});

/** Puts somebody's name into the history of the lead. */
async function actsOnLead(role: "admin" | "mentee"): Promise<void> {
  await db.sql(
    "insert into interactions (id, organization_id, lead_id, kind, occurred_at, user_id) values ($1, $2, $3, 'note', now(), $4)",
    [newId(), organization.id, leadId(), organization.users[role]],
  );
  await data.invalidations.sweep();
}

/** Who did what to the lead, as a mentor reads it. */
async function namesOnLead() {
  const { events } = await getTimeline(as("mentor"), {
    leadId: leadId(),
    timeZone: "UTC",
    pageSize: 50,
    cursorSecret: "a secret of sixteen or more",
  });
  await data.cache.idle();
  return events.map(({ by }) => by);
}

test("what decides who sees a row is a tag of every mentor's entry", async () => {
  expect(await readLead(as("mentor"))).toBe("first");
  await db.database.inTransaction(
    { kind: "system", organizationId: organization.id },
    async (tx) => {
      await tx.execute(sql`delete from cohort_mentors`);
    },
    { command: "test.unassign" },
  );
  await data.cache.invalidate([tags.visibility(organization.id)]);
  expect(await readLead(as("mentor"))).toBeNull();
  await db.sql("insert into cohort_mentors (organization_id, cohort_id, user_id) values ($1, $2, $3)", [
    organization.id,
    organization.cohortIds[0],
    organization.users.mentor,
  ]);
});
