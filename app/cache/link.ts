import { createBatcher } from "./batcher.ts";
import { createBreaker } from "./breaker.ts";
import { type Budgets, mostOf } from "./budgets.ts";
import { type Clock, pause } from "./clock.ts";
import type { CacheEvent } from "./events.ts";
import type { Entry, Layout } from "./layout.ts";
import { drawn } from "./lifetime.ts";
import { createLru } from "./lru.ts";
import type { Position } from "./position.ts";
import type { Random } from "./random.ts";
import type { CacheStore, Copy, ReadReply } from "./store.ts";
import { byGroup, type Tag, tag } from "./tag.ts";
import { asError, CacheUnavailableError } from "./unavailable.ts";
import type { Stamp, TagVersions, VersionSeed } from "./versions.ts";

/** The protocol's commands, as one process sends them to the store while it can be reached. */
export interface Link {
  /**
   * The entry, or what it takes to make it; undefined while the cache is away.
   * @param meanwhile called with the copy that this process has, once the question is on its way: the answer is likely to confirm it
   */
  look(entry: Entry, meanwhile?: (known: Copy) => void): Promise<ReadReply | undefined>;
  /** Where the log of the database is now; undefined where nobody says so in time. Never rejects. */
  position(): Promise<Position | undefined>;
  /** @param position of after the stamp was read. Never rejects. */
  keep(entry: Entry, stamp: Stamp, payload: string, position: Position | undefined): Promise<void>;
  /** Gives back the lease of a query that failed; never rejects. */
  release(entry: Entry, stamp: Stamp): Promise<void>;
  /** @throws CacheUnavailableError, and then nothing is read from the cache until it was recovered */
  invalidate(tags: readonly Tag[]): Promise<TagVersions>;
  /** @throws CacheUnavailableError */
  versions(tags: readonly Tag[]): Promise<TagVersions>;
  readonly available: boolean;
  /** Whether the store answers a round trip within its deadline; never rejects. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly store: CacheStore;
  readonly layout: Layout;
  readonly budgets: Budgets;
  readonly clock: Clock;
  readonly random: Random;
  onEvent(event: CacheEvent): void;
  onRecover(): Promise<void>;
  readonly position: (() => Promise<Position>) | undefined;
}

/** Bumped to find out whether the cache can be written again, read to find out whether it answers. */
const probeTag = tag("cache", "probe");

export function createLink(options: LinkOptions): Link {
  const { store, layout, budgets, clock, random, onEvent, onRecover } = options;
  const holder = random.nonce();
  /** By the name of the entry. One is served only after the store has confirmed it in the round trip of that very read. */
  const copies = createLru<Copy>(budgets.copyBytes);
  const breaker = createBreaker({
    ...budgets,
    clock,
    random,
    onEvent,
    onRecover,
    probe: () => bump([probeTag]),
  });
  const batcher = createBatcher({
    store,
    clock,
    deadlineMs: budgets.deadlineMs,
    onRoundTrip: breaker.report,
  });

  function seed(): VersionSeed {
    return { counter: clock.epoch(), nonce: random.nonce() };
  }

  function bump(tags: readonly Tag[], at?: Position): Promise<readonly string[]> {
    const { tagMs } = budgets;
    return batcher.submit({ kind: "bump", tags: tags.map(layout.tag), seed: seed(), tagMs, position: at });
  }

  async function position(): Promise<Position | undefined> {
    if (options.position === undefined) return undefined;
    const asked = options.position().catch(() => undefined);
    return Promise.race([asked, pause(clock, mostOf(budgets.deadlineMs)).then(() => undefined)]);
  }

  /** Asks once per group, all in the same round trip. */
  async function perGroup(
    tags: readonly Tag[],
    ask: (tags: readonly Tag[]) => Promise<readonly (string | undefined)[]>,
  ): Promise<TagVersions> {
    if (!breaker.invalidations)
      throw new CacheUnavailableError("The cache is left alone until it answers again");
    const groups = byGroup(tags);
    const answers = await Promise.all(groups.map(ask));
    const pairs = groups.flatMap((group, g) => group.map((tag, i) => [tag, answers[g]?.[i]] as const));
    return Object.fromEntries(pairs.filter(([, version]) => version !== undefined)) as TagVersions;
  }

  return {
    async look(entry, meanwhile) {
      if (!breaker.reads) return undefined;
      const { leaseMs, tagMs } = budgets;
      const known = copies.get(entry.names.entry);
      const read = { kind: "read", ...entry.names, holder, leaseMs, seed: seed(), tagMs, known } as const;
      try {
        const asked = batcher.submit(read);
        let answered = false;
        // What is deferred later runs later: the batch has been sent by then. A store in memory has answered too.
        if (known && meanwhile) clock.defer(() => answered || meanwhile(known));
        const reply = await asked;
        answered = true;
        const { stamp, entry: found } = reply;
        if (found && found.edition !== known?.edition) {
          const { edition, payload } = found;
          copies.set(entry.names.entry, { edition, stamp, payload }, Buffer.byteLength(payload));
        }
        return reply;
      } catch {
        return undefined;
      }
    },
    position,
    async keep(entry, stamp, payload, at) {
      if (!breaker.reads) return;
      const life = drawn(entry.lifetime, random.fraction());
      const bytes = Buffer.byteLength(payload);
      const copy: Copy = { edition: random.nonce(), stamp, payload };
      const whole = { holder, ...copy, bytes, ...life, position: at };
      const kept = await batcher.submit({ kind: "write", ...entry.names, ...whole }).catch(() => false);
      if (kept) copies.set(entry.names.entry, copy, bytes);
    },
    async release(entry, stamp) {
      if (!breaker.reads) return;
      await batcher.submit({ kind: "release", lease: entry.names.lease, holder, stamp }).catch(() => null);
    },
    async invalidate(tags) {
      try {
        // After the commit, so that all of it lies before.
        const at = await position();
        return await perGroup(tags, (group) => bump(group, at));
      } catch (error) {
        breaker.trip(asError(error));
        throw error;
      }
    },
    versions(tags) {
      return perGroup(tags, (group) => batcher.submit({ kind: "versions", tags: group.map(layout.tag) }));
    },
    get available() {
      return breaker.reads;
    },
    async answers() {
      if (!breaker.reads) return false;
      const asked = batcher.submit({ kind: "versions", tags: [layout.tag(probeTag)] });
      return asked.then(
        () => true,
        () => false,
      );
    },
    async close() {
      breaker.close();
      await store.close();
    },
  };
}
