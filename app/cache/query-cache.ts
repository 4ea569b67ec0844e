import { type Budgets, budgetsWith } from "./budgets.ts";
import { type Clock, systemClock } from "./clock.ts";
import { codecVersion } from "./codec.ts";
import type { CacheEvent, ReadEvent } from "./events.ts";
import { createLayout, type EntryDeclaration } from "./layout.ts";
import { createLink } from "./link.ts";
import type { Position } from "./position.ts";
import { type Random, systemRandom } from "./random.ts";
import { type Answer, createReader, type Load } from "./reader.ts";
import type { CacheStore } from "./store.ts";
import type { Tag } from "./tag.ts";
import type { TagVersions } from "./versions.ts";

/** Results of declared queries, kept until a write touches what they depend on. One per process. */
export interface QueryCache {
  /** One per request. */
  view(options?: ViewOptions): CacheView;
  /**
   * Bumps the tags, in one round trip: whatever depends on one of them is never served to a read that starts after this has
   * returned. Call it after the commit, and again later if it throws.
   * @returns the versions that the tags were bumped to, to look later whether they have {@link goneBack}
   * @throws CacheUnavailableError when it may not have got through; this process then reads past the cache until it recovered
   */
  invalidate(tags: readonly Tag[]): Promise<TagVersions>;
  /**
   * The present versions of the tags that have one, in one round trip.
   * @throws CacheUnavailableError
   */
  versions(tags: readonly Tag[]): Promise<TagVersions>;
  /** Whether reads go to the cache at present. */
  available(): boolean;
  /** Whether the store answers at this moment: a round trip of its own, unless it is being left alone. Never rejects. */
  answers(): Promise<boolean>;
  /** Resolves when everything is stored and renewed that no reader waits for. */
  idle(): Promise<void>;
  /** Finishes what is under way and closes the store. Reads after that run their query. */
  close(): Promise<void>;
}

export interface ViewOptions {
  /** Reads run their query and leave the cache alone: in a transaction, and for the author of a write whose bump is not through. */
  readonly bypass?: boolean;
  /** Told of each read that was answered. Must not throw. */
  readonly onRead?: (event: ReadEvent) => void;
}

export interface CacheView {
  /**
   * Answers from the cache or runs the query. Nobody else holds the value that it returns.
   * @param load runs the query; after the answer too, when an entry is renewed, so it must outlive the request. It is told the
   * position that it must see at least, which a replica may have; where it is told none, it must see everything
   * @throws what `load` throws; TypeError when the tags are not of the key's group. The cache itself fails no read.
   */
  read<T>(entry: EntryDeclaration, load: Load<T>): Promise<T>;
}

export interface QueryCacheOptions {
  readonly store: CacheStore;
  /** Of this application and deployment in a store that others may use. */
  readonly namespace: string;
  /** Changes whenever an entry of before must not be read: with the schema, with the meaning of a query. */
  readonly version: string;
  readonly budgets?: Partial<Budgets>;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Must not throw. */
  readonly onEvent?: (event: CacheEvent) => void;
  /**
   * Called when the cache answers again after it was away. Makes up for the invalidations that this process has pending, by
   * `invalidate`, and resolves when none is left; nothing is read from the cache before. If it rejects, it is called again later.
   */
  readonly onRecover?: () => Promise<void>;
  /** Where the log of the database is now, everything included that was committed before the call; with replicas of it only. */
  readonly position?: () => Promise<Position>;
}

export function createQueryCache(options: QueryCacheOptions): QueryCache {
  const { store, namespace, version, clock = systemClock, random = systemRandom } = options;
  const { onEvent = () => {}, onRecover = async () => {}, position } = options;
  const ofStore = { deadlineMs: store.deadlineMs, copyBytes: store.copyBytes };
  const budgets = budgetsWith(ofStore, options.budgets);
  const layout = createLayout(namespace, `${version}.${codecVersion}`);
  const link = createLink({ store, layout, budgets, clock, random, onEvent, onRecover, position });
  const reader = createReader({ link, budgets, clock, random, onEvent });

  function view({ bypass = false, onRead }: ViewOptions = {}): CacheView {
    return {
      async read<T>(declared: EntryDeclaration, load: Load<T>): Promise<T> {
        const entry = layout.entry(declared);
        const begun = clock.now();
        let loadMs = 0;
        async function timed(position: Position | undefined): Promise<T> {
          const from = clock.now();
          const value = await load(position);
          loadMs = clock.now() - from;
          return value;
        }
        const answer: Answer<T> = bypass
          ? { value: await timed(undefined), outcome: "bypass", stamp: undefined }
          : await reader.read(entry, timed);
        const { outcome, stamp } = answer;
        onRead?.({ name: entry.key.name, outcome, ms: clock.now() - begun, loadMs, tags: entry.tags, stamp });
        return answer.value;
      },
    };
  }

  return {
    view,
    invalidate: link.invalidate,
    versions: link.versions,
    available: () => link.available,
    answers: link.answers,
    idle: reader.idle,
    async close() {
      await reader.idle();
      await link.close();
    },
  };
}
