import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { systemClock } from "#app/cache/index.ts";
import type { Database } from "#app/db/database.ts";
import { openDatabase } from "#app/db/open.server.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer, openStore } from "#app/domains/data-layer.server.ts";
import { editLead } from "#app/domains/leads/edit-lead.server.ts";
import { countLeads, getLead, listLeads } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { loadPipeline } from "#app/domains/reports/pipeline/load.server.ts";
import { breakLayer, brokenOptions } from "./breakages.ts";
import type { Account, Order, Start, Telling, Told } from "./messages.ts";

/*
 * One instance of the application without its pages, as a process of its own: the real queries, commands, cache and sweep. It
 * does what its parent says.
 */

const timeZone = "UTC";
const rollbackShare = 0.2;
/** How much longer an answer of the database takes at most, as over a network: what happens meanwhile is the race. */
const distanceMs = 4;
/** Hundreds ask at once: on a busy machine the last of them waits for longer than people would. */
const connectionPatienceMs = 120_000;

class RolledBack extends Error {}

const now = () => performance.timeOrigin + performance.now();
const somewhile = () => sleep(Math.random() * 2 * distanceMs);

let data: DataLayer;
let started: Start;
let scope: OrganizationScope;
let skewMs = 0;
let account = newAccount();
/** The version of each lead that this instance has written last. */
const own = new Map<string, number>();

/** Answers after some time; the application's own clock knows nothing of it. */
function distant(database: Database): Database {
  return {
    ...database,
    async readBatch(of, build) {
      const answer = await database.readBatch(of, build);
      if (of.kind === "organization") await sleep(Math.random() * distanceMs);
      return answer;
    },
  };
}

/** Rolls every transaction back when all of it was written. */
function doomed(layer: DataLayer): DataLayer {
  const inTransaction: Database["inTransaction"] = (of, work, options) =>
    layer.database.inTransaction(
      of,
      async (tx) => {
        await work(tx);
        throw new RolledBack();
      },
      options,
    );
  return { ...layer, database: { ...layer.database, inTransaction } };
}

async function start(given: Start): Promise<void> {
  started = given;
  const { organizationId, userId, breakage, deadlineMs, sweepTimes } = given;
  scope = { kind: "organization", organizationId, userId, role: "owner" };
  const opened = await openStore(given.store);
  const patient = deadlineMs === undefined ? opened : { ...opened, deadlineMs };
  const whole = {
    database: distant(await openDatabase({ url: given.databaseUrl, connectionPatienceMs })),
    store: patient,
    sweepSeconds: given.sweepSeconds,
    ...(sweepTimes && { sweepTimes }),
    clock: { ...systemClock, epoch: () => Date.now() + skewMs },
  };
  data = await openDataLayer(brokenOptions(whole, breakage));
  breakLayer(data, breakage);
}

function callerOf(layer = data): Caller<OrganizationScope> {
  const onRead = ({ outcome }: { outcome: string }) => {
    account.outcomes[outcome] = (account.outcomes[outcome] ?? 0) + 1;
  };
  return { ...callerFor(layer, scope), view: data.cache.view({ onRead }) };
}

async function read(leadId: string): Promise<void> {
  const begun = now();
  const floor = own.get(leadId) ?? 0;
  try {
    const lead = await getLead(callerOf(), { leadId, timeZone });
    account.latencies.push(now() - begun);
    const version = lead?.rowVersion ?? 0;
    account.reads.push([leadId, version, begun]);
    if (version < floor) account.olderThanOwn++;
    if (lead?.name.includes("rolled back")) account.rolledBackSeen++;
  } catch (error) {
    account.failedReads++;
    sayWhy(error);
  }
}

/** Reads what is kept for all leads together. */
async function readTogether(): Promise<void> {
  try {
    await Promise.all([...together(callerOf())].map(([, ask]) => ask()));
  } catch (error) {
    account.failedReads++;
    sayWhy(error);
  }
}

/** The account has but numbers. */
let said = 0;
function sayWhy(error: unknown): void {
  if (said++ < 3) console.error("An instance failed:", error);
}

function together(caller: Caller<OrganizationScope>): Map<string, () => Promise<unknown>> {
  const list = {
    filter: {},
    sort: { by: "entered", direction: "desc" },
    pageSize: 50,
    timeZone,
    cursorSecret: "a secret that signs the cursors of races",
  } as const;
  const pipeline = { period: {}, previous: null, by: "source", timeZone } as const;
  return new Map<string, () => Promise<unknown>>([
    ["leads.list", () => listLeads(caller, list)],
    ["leads.count", () => countLeads(caller, { filter: {}, timeZone })],
    ["mentees.list", () => listMentees(caller, {})],
    ["reports.pipeline", () => loadPipeline(caller, pipeline)],
  ]);
}

/** Writes a lead that no other instance writes. Now and then all of it is rolled back. */
async function write(leadId: string): Promise<void> {
  const rowVersion = own.get(leadId) ?? 1;
  const rollsBack = Math.random() < rollbackShare;
  // A fact more than the name, so that the answers to two commands differ.
  const source = Math.random() < 0.5 ? `source ${rowVersion}` : null;
  const name = `${leadId} ${rowVersion + 1}${rollsBack ? " rolled back" : ""}`;
  const facts = { menteeId: started.menteeId, name, source, email: null, phone: null, value: null };
  const input = {
    leadId,
    rowVersion,
    facts: { ...facts, externalId: null, enteredOn: "2026-02-01" },
    outcome: {},
    timeZone,
  };
  try {
    const changed = await editLead(callerOf(rollsBack ? doomed(data) : data), input);
    account.commits.push([leadId, rowVersion + 1, now()]);
    own.set(leadId, rowVersion + 1);
    const expected = source !== sources.get(leadId) ? ["name", "source"] : ["name"];
    sources.set(leadId, source);
    if (!isDeepStrictEqual([...changed].sort(), expected)) account.foreignResults++;
  } catch (error) {
    if (error instanceof RolledBack) account.rolledBack++;
    else {
      account.failedWrites++;
      sayWhy(error);
    }
  }
  await read(leadId);
}

const sources = new Map<string, string | null>();

async function race(leads: readonly string[], writes: readonly string[]): Promise<void> {
  const writeSoon = async (leadId: string) => {
    if (!sources.has(leadId)) sources.set(leadId, null);
    await somewhile();
    await write(leadId);
  };
  const reads = leads.flatMap((leadId) => [leadId, leadId]);
  await Promise.all([
    ...writes.map(writeSoon),
    ...reads.map(async (leadId) => {
      await somewhile();
      await read(leadId);
    }),
    somewhile().then(readTogether),
  ]);
}

async function live(leads: readonly string[], writes: readonly string[], ms: number): Promise<void> {
  for (const leadId of writes) if (!sources.has(leadId)) sources.set(leadId, null);
  const until = now() + ms;
  const oneOf = (of: readonly string[]) => of[Math.floor(Math.random() * of.length)] ?? "";
  const over = async (act: () => Promise<void>, pauseMs: number) => {
    while (now() < until) {
      await act();
      await sleep(Math.random() * 2 * pauseMs);
    }
  };
  await Promise.all([
    ...Array.from({ length: 6 }, () => over(() => read(oneOf(leads)), 5)),
    over(readTogether, 50),
    // Each lead by itself: one version follows the other.
    ...writes.map((leadId) => over(() => write(leadId), 100)),
  ]);
}

async function tell(leads: readonly string[]): Promise<Telling> {
  const told = await Promise.all(
    leads.map(async (leadId): Promise<Told> => {
      const lead = await getLead(callerOf(), { leadId, timeZone });
      return [leadId, lead?.rowVersion ?? 0, lead?.name ?? ""];
    }),
  );
  const cached = await Promise.all([...together(callerOf())].map(([, ask]) => ask()));
  const past = { ...callerOf(), view: data.cache.view({ bypass: true }) };
  const truth = await Promise.all([...together(past)].map(([, ask]) => ask()));
  const names = [...together(past).keys()];
  return {
    leads: told,
    differing: names.filter((_, i) => !isDeepStrictEqual(cached[i], truth[i])),
    available: data.cache.available(),
  };
}

const die = () =>
  new Promise<never>(() => {
    process.send?.({ died: now() }, () => process.kill(process.pid, "SIGKILL"));
  });

/** The next commit is the last thing that it does. */
function dieAfterCommit(): void {
  Object.assign(data.invalidations, { settle: die });
}

/** The next rows that it claims are not bumped by it any more. */
function dieSweeping(): void {
  const sweep = data.invalidations.sweep;
  Object.assign(data.invalidations, {
    sweep() {
      Object.assign(data.cache, { invalidate: die });
      return sweep();
    },
  });
}

function newAccount(): Account {
  return {
    ...{
      reads: [],
      commits: [],
      latencies: [],
      outcomes: {},
      rolledBack: 0,
      failedReads: 0,
      failedWrites: 0,
    },
    ...{ olderThanOwn: 0, rolledBackSeen: 0, foreignResults: 0 },
  };
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "start":
      return start(order.start);
    case "race":
      account = newAccount();
      await race(order.leads, order.writes);
      return account;
    case "live":
      account = newAccount();
      await live(order.leads, order.writes, order.ms);
      return account;
    case "rest":
      await Promise.all([data.cache.idle(), data.invalidations.idle()]);
      return;
    case "tell":
      return tell(order.leads);
    case "skew":
      skewMs = order.ms;
      return;
    case "sweep":
      await data.invalidations.sweep();
      return;
    case "die sweeping":
      return dieSweeping();
    case "die":
      return dieAfterCommit();
  }
}

process.on("message", ({ id, order }: { id: number; order: Order }) => {
  obey(order).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
  );
});
// Its parent has gone.
process.on("disconnect", () => process.exit());
