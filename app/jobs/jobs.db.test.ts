import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { sql as statement } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import type { Transaction } from "#app/db/database.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { type AnyJob, defineJob, type Job } from "./define-job.ts";
import { enqueue, enqueueAll } from "./enqueue.server.ts";
import type { FailedAttempt } from "./perform.server.ts";
import { runDueJobs } from "./run-due.server.ts";
import { startWorkers, type WorkerOptions, type Workers } from "./start-workers.server.ts";
import { spawnRunner } from "./testing/spawn-runner.ts";
import { hang } from "./testing/test-jobs.ts";

const system = { kind: "system" } as const;

let db: TestDatabase;
let data: DataLayer;
let other: DataLayer;
const running: Workers[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  other = await openDataLayer({ database: await db.openAgain(), sweepSeconds: 0 });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.stop()));
  await db.sql("delete from pgboss.schedule");
});
afterAll(() => db?.close());

const quick = { pollSeconds: 0.5, scheduledPollSeconds: 0.5, superviseSeconds: 1 };

async function start(jobs: readonly AnyJob[], options: WorkerOptions = {}, of = data): Promise<Workers> {
  const errors = (error: unknown) => console.error(error);
  const workers = await startWorkers(of, jobs, { onError: errors, ...quick, ...options });
  running.push(workers);
  return workers;
}

const add = <Data>(job: Job<Data>, input: Data) =>
  data.database.inTransaction(system, (tx) => enqueue(tx, job, input));

async function runDue(jobs: readonly AnyJob[]): Promise<FailedAttempt[]> {
  const failed: FailedAttempt[] = [];
  const onFailure = (one: FailedAttempt) => void failed.push(one);
  await runDueJobs(data, jobs, { onFailure, signal: new AbortController().signal });
  return failed;
}

const statesOf = async (job: AnyJob) =>
  (
    await db.sql<{ state: string }>(
      "select state::text as state from pgboss.job where name = $1 order by created_on, id",
      [job.name],
    )
  ).map(({ state }) => state);

const numbers = z.object({ n: z.int() });

/** Notes what it was run with. */
function noting(name: string, more: Partial<AnyJob> = {}) {
  const ran: number[] = [];
  const job: Job<{ n: number }> = defineJob({
    name,
    data: numbers,
    run: async (_context, { n }) => void ran.push(n),
    ...more,
  });
  return { job, ran };
}

describe("a job commits with the row it belongs to", () => {
  test("and is run once, with what it was given", async () => {
    const { job, ran } = noting("test.once");
    await add(job, { n: 7 });
    expect(await runDue([job])).toEqual([]);
    await runDue([job]);
    expect(ran).toEqual([7]);
    expect(await statesOf(job)).toEqual(["completed"]);
  });

  test("and never where the transaction rolls back", async () => {
    const { job, ran } = noting("test.rolledBack");
    await add(job, { n: 1 });
    const undone = data.database.inTransaction(system, async (tx) => {
      await enqueue(tx, job, { n: 2 });
      throw new Error("changed my mind");
    });
    await expect(undone).rejects.toThrow("changed my mind");
    await runDue([job]);
    expect(ran).toEqual([1]);
  });

  test("on behalf of a member of an organization, too", async () => {
    const { job, ran } = noting("test.member");
    const scope = {
      kind: "organization",
      organizationId: crypto.randomUUID(),
      userId: crypto.randomUUID(),
      role: "mentee",
    } as const;
    await data.database.inTransaction(scope, (tx) => enqueue(tx, job, { n: 3 }));
    await runDue([job]);
    expect(ran).toEqual([3]);
  });

  test("unless what it is given is not what it takes", async () => {
    const { job } = noting("test.refused");
    await expect(add(job, { n: 0.5 })).rejects.toThrow();
    expect(await statesOf(job)).toEqual([]);
  });
});

test("many are enqueued as one after the other would be, or none: once a key, none beside one that waits", async () => {
  const { job, ran } = noting("test.many", { key: ({ n }) => String(n % 50) });
  const addAll = (from: number, to: number) => (tx: Transaction) =>
    enqueueAll(
      tx,
      job,
      Array.from({ length: to - from }, (_, i) => ({ n: from + i })),
    );
  await data.database.inTransaction(system, (tx) => enqueue(tx, job, { n: 7 }));
  const undone = data.database.inTransaction(system, async (tx) => {
    expect(await addAll(100, 120)(tx)).toBe(19);
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow("changed my mind");
  expect(await data.database.inTransaction(system, addAll(100, 100))).toBe(0);
  expect(await data.database.inTransaction(system, addAll(100, 190))).toBe(49);
  expect(await data.database.inTransaction(system, addAll(100, 190))).toBe(0);
  await runDue([job]);
  const expected = [7, ...Array.from({ length: 50 }, (_, i) => 100 + i).filter((n) => n % 50 !== 7)];
  expect(ran.toSorted((a, b) => a - b)).toEqual(expected);
});

test("what is enqueued while workers run is soon done", async () => {
  const { job, ran } = noting("test.soon");
  await start([job]);
  for (const n of [1, 2, 3]) await add(job, { n });
  await vi.waitFor(() => expect(ran.toSorted()).toEqual([1, 2, 3]), { timeout: 20_000 });
});

test("however many workers there are, each job is run once", async () => {
  const { job, ran } = noting("test.shared");
  await Promise.all([start([job]), start([job], {}, other), start([job])]);
  const all = Array.from({ length: 40 }, (_, n) => n);
  await data.database.inTransaction(system, async (tx) => {
    for (const n of all) await enqueue(tx, job, { n });
  });
  await vi.waitFor(async () => expect(await statesOf(job)).toEqual(all.map(() => "completed")), {
    timeout: 40_000,
  });
  expect(ran.toSorted((a, b) => a - b)).toEqual(all);
});

test("of one key, one waits and one runs", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let [now, most] = [0, 0];
  const job = defineJob({
    name: "test.keyed",
    data: numbers,
    key: ({ n }) => `organization/${n}`,
    run: async () => {
      most = Math.max(most, ++now);
      await held;
      now--;
    },
  });
  await Promise.all([start([job]), start([job], {}, other)]);
  expect(await add(job, { n: 1 })).toBeTypeOf("string");
  await vi.waitFor(async () => expect(await statesOf(job)).toEqual(["active"]), { timeout: 20_000 });
  // What is enqueued while one runs may have come too late for it, so it waits; a third would do nothing more.
  expect(await add(job, { n: 1 })).toBeTypeOf("string");
  expect(await add(job, { n: 1 })).toBeNull();
  await setTimeout(1_500);
  expect(await statesOf(job)).toEqual(["active", "created"]);
  release();
  await vi.waitFor(async () => expect(await statesOf(job)).toEqual(["completed", "completed"]), {
    timeout: 20_000,
  });
  expect(most).toBe(1);
});

describe("a job that fails", () => {
  test("is tried again, less and less often, and then waits for an operator", async () => {
    const job = defineJob({
      name: "test.fails",
      data: numbers,
      retries: { times: 2, afterSeconds: 60, afterSecondsAtMost: 3_600 },
      run: async () => {
        throw new Error("cannot write to ana@agency.example");
      },
    });
    await add(job, { n: 1 });
    const waits: number[] = [];
    for (const attempt of [1, 2]) {
      expect(await runDue([job])).toEqual([expect.objectContaining({ attempt, last: false })]);
      expect(await statesOf(job)).toEqual(["retry"]);
      const [row] = await db.sql<{ seconds: string }>(
        "select extract(epoch from start_after - now()) as seconds from pgboss.job where name = $1",
        [job.name],
      );
      waits.push(Number(row?.seconds));
      await db.sql("update pgboss.job set start_after = now() where name = $1", [job.name]);
    }
    expect(waits[0]).toBeGreaterThan(20);
    expect(waits[1]).toBeGreaterThan(Number(waits[0]) * 0.9);
    const [last] = await runDue([job]);
    expect(last).toMatchObject({ attempt: 3, last: true, error: { type: "Error" } });
    expect(await statesOf(job)).toEqual(["failed"]);

    const [row] = await db.sql<{ output: unknown }>("select output from pgboss.job where name = $1", [
      job.name,
    ]);
    expect(row?.output).toEqual({ name: "JobError", message: "Error: cannot write to [address]" });
    expect(JSON.stringify(last)).not.toContain("agency");
  });

  test("in the database tells no values", async () => {
    const job = defineJob({
      name: "test.failsInDatabase",
      data: numbers,
      retries: { times: 0, afterSeconds: 1, afterSecondsAtMost: 1 },
      run: async ({ data: { database } }) => {
        await database.inTransaction(system, (tx) =>
          tx.execute(statement`insert into organizations (id, name, slug) values (null, ${"Ana Lima"}, 'x')`),
        );
      },
    });
    await add(job, { n: 1 });
    const failed = await runDue([job]);
    const [row] = await db.sql<{ output: { message: string } }>(
      "select output from pgboss.job where name = $1",
      [job.name],
    );
    expect(row?.output.message).toMatch(/Error/);
    expect(JSON.stringify([row, failed])).not.toContain("Lima");
  });
});

test("one that comes by schedule is enqueued once a time, and no more once it is gone from the code", async () => {
  let times = 0;
  const job = defineJob({
    name: "test.scheduled",
    data: z.null(),
    schedule: "* * * * *",
    run: async () => void times++,
  });
  await db.sql("update pgboss.version set cron_on = null");
  await runDue([job]);
  expect(times).toBe(1);
  await db.sql("update pgboss.version set cron_on = null");
  await runDue([]);
  expect(await db.sql("select name from pgboss.schedule")).toEqual([]);
});

test("workers that stop finish what runs and take nothing more", async () => {
  const release = Promise.withResolvers<void>();
  const ended: number[] = [];
  const job = defineJob({
    name: "test.finishes",
    data: numbers,
    run: async (_context, { n }) => {
      await release.promise;
      ended.push(n);
    },
  });
  const workers = await start([job]);
  for (const n of [1, 2]) await add(job, { n });
  await vi.waitFor(async () => expect(await statesOf(job)).toContain("active"), { timeout: 20_000 });
  let stopped = false;
  const stopping = workers.stop().then(() => {
    stopped = true;
  });
  // Longer than between two looks for jobs.
  await setTimeout(800);
  expect(stopped).toBe(false);
  release.resolve();
  await stopping;
  expect(ended).toHaveLength(1);
  expect(await statesOf(job)).toEqual(["completed", "created"]);
});

const stack = inject("testStack");
// One process alone can have an embedded database open.
if (stack.kind !== "pglite")
  test("a job whose runner is killed is done by another", async () => {
    await add(hang, { n: 1 });
    const runner = await spawnRunner(join(import.meta.dirname, "testing", "runner.ts"), db);
    try {
      const [told] = await once(runner.stdout, "data");
      expect(String(told)).toBe("runs 1\n");
      runner.kill("SIGKILL");
      await once(runner, "close");
    } finally {
      runner.kill("SIGKILL");
    }
    const { job, ran } = noting(hang.name, { retries: hang.retries });
    await start([job]);
    await setTimeout(2_500);
    // While the dead one's heartbeat is young nobody can tell that it is dead.
    expect(ran).toEqual([]);
    await db.sql("update pgboss.job set heartbeat_on = now() - interval '31 seconds' where name = $1", [
      job.name,
    ]);
    await vi.waitFor(() => expect(ran).toEqual([1]), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await statesOf(job)).toEqual(["completed"]), { timeout: 20_000 });
  });
