import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { createLru } from "../lru.ts";
import { furthest, type Position } from "../position.ts";
import type {
  BumpOperation,
  CacheStore,
  Operation,
  Outcome,
  ReadOperation,
  ReadReply,
  ReleaseOperation,
  Replies,
  VersionsOperation,
  WriteOperation,
} from "../store.ts";
import { asError } from "../unavailable.ts";
import { type Stamp, stampOf, type VersionSeed, versionAfter } from "../versions.ts";

interface Kept {
  readonly text: string;
  /** Of an entry. */
  readonly stamp: Stamp;
  readonly edition: string;
  readonly staleAt: number;
  readonly expiresAt: number;
  /** Of a tag. */
  readonly position?: Position | undefined;
}

/** Inside one process: what one instance keeps when there is no Redis. */
export interface MemoryStore extends CacheStore {
  /** What is kept weighs so much, about. */
  readonly bytes: number;
  keys(): IterableIterator<string>;
  /** Forgets one key, as a full memory would. */
  evict(key: string): void;
}

const mebibyte = 1024 * 1024;

/** @param maxBytes of everything kept, 64 MiB unless said; what was used least recently goes first, tags too */
export function memoryStore(options: { maxBytes?: number; clock?: Clock } = {}): MemoryStore {
  const clock = options.clock ?? systemClock;
  const kept = createLru<Kept>(options.maxBytes ?? 64 * mebibyte);

  function get(key: string): Kept | undefined {
    const found = kept.get(key);
    if (found === undefined || clock.now() < found.expiresAt) return found;
    kept.delete(key);
    return undefined;
  }

  function set(
    key: string,
    text: string,
    lifeMs: number,
    entry?: { stamp: Stamp; edition: string; bytes: number; staleMs: number },
  ): void {
    const expiresAt = clock.now() + lifeMs;
    const { stamp = "", edition = "", staleMs = 0 } = entry ?? {};
    const value = { text, stamp, edition, staleAt: expiresAt - staleMs, expiresAt };
    kept.set(key, value, (entry?.bytes ?? text.length) + value.stamp.length);
  }

  function replace(
    tags: readonly string[],
    seed: VersionSeed,
    tagMs: number,
    onlyMissing: boolean,
  ): string[] {
    return tags.map((tag, i) => {
      const present = get(tag)?.text;
      if (present !== undefined && onlyMissing) return present;
      const version = versionAfter(present, { ...seed, nonce: `${seed.nonce}.${i}` });
      set(tag, version, tagMs);
      return version;
    });
  }

  function place(tag: string, position: Position | undefined): void {
    const found = get(tag);
    if (found) kept.set(tag, { ...found, position }, found.text.length);
  }

  function read(operation: ReadOperation): ReadReply {
    const stamp = stampOf(replace(operation.tags, operation.seed, operation.tagMs, true));
    const found = get(operation.entry);
    const valid = found?.stamp === stamp ? found : undefined;
    const stale = valid !== undefined && clock.now() >= valid.staleAt;
    const leased = (valid === undefined || stale) && lease(operation, stamp);
    const known = valid && operation.known?.edition === valid.edition ? operation.known : undefined;
    const entry = valid && { edition: valid.edition, payload: known?.payload ?? valid.text, stale };
    const untold = known && !stale;
    const position = untold ? undefined : furthest(operation.tags.map((tag) => get(tag)?.position));
    return { stamp, entry, leased, position };
  }

  function lease({ lease: key, holder, leaseMs }: ReadOperation, stamp: Stamp): boolean {
    const present = get(key)?.text;
    const mine = `${stamp}|${holder}`;
    if (present?.startsWith(`${stamp}|`) && present !== mine) return false;
    set(key, mine, leaseMs);
    return true;
  }

  function release({ lease: key, holder, stamp }: ReleaseOperation | WriteOperation): null {
    if (get(key)?.text === `${stamp}|${holder}`) kept.delete(key);
    return null;
  }

  function write(operation: WriteOperation): boolean {
    release(operation);
    if (versions(operation).join(" ") !== operation.stamp) return false;
    for (const tag of operation.tags) place(tag, get(tag)?.position ?? operation.position);
    set(operation.entry, operation.payload, operation.lifeMs, operation);
    return true;
  }

  function versions({ tags }: VersionsOperation | WriteOperation): (string | undefined)[] {
    return tags.map((tag) => get(tag)?.text);
  }

  function bump({ tags, seed, tagMs, position }: BumpOperation): string[] {
    const positions = tags.map((tag) => furthest([get(tag)?.position, position]));
    const versions = replace(tags, seed, tagMs, false);
    tags.forEach((tag, i) => {
      place(tag, positions[i]);
    });
    return versions;
  }

  function carryOut(operation: Operation): Replies[Operation["kind"]] {
    switch (operation.kind) {
      case "read":
        return read(operation);
      case "write":
        return write(operation);
      case "release":
        return release(operation);
      case "bump":
        return bump(operation);
      case "versions":
        return versions(operation);
    }
  }

  return {
    // What it holds is in the process already.
    copyBytes: 0,
    async execute(operations): Promise<Outcome[]> {
      return operations.map((operation) => {
        try {
          return { ok: true, reply: carryOut(operation) };
        } catch (error) {
          return { ok: false, error: asError(error) };
        }
      });
    },
    keys: () => kept.keys(),
    evict: (key) => kept.delete(key),
    get bytes() {
      return kept.bytes;
    },
    async close() {},
  };
}
