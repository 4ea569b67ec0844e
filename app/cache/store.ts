import type { Attempt } from "./attempt.ts";
import type { Deadline } from "./budgets.ts";
import type { Position } from "./position.ts";
import type { Stamp, VersionSeed } from "./versions.ts";

/** An entry as a process has read or written it. */
export interface Copy {
  /** Of this writing of the entry alone: another under the same stamp may hold something else, with a life of its own. */
  readonly edition: string;
  readonly stamp: Stamp;
  readonly payload: string;
}

/**
 * Answers with the entry if its stamp equals its tags' present versions, else creates the tags that are missing and tries the
 * lease. All of it at one moment, on the primary.
 */
export interface ReadOperation {
  readonly kind: "read";
  readonly entry: string;
  readonly lease: string;
  readonly tags: readonly string[];
  /** Who asks: the lease is granted again to who holds it. */
  readonly holder: string;
  readonly leaseMs: number;
  /** For the tags that are missing. */
  readonly seed: VersionSeed;
  readonly tagMs: number;
  /** What the asker has of this entry. If it is what the store would answer with, its payload need not travel. */
  readonly known?: Copy | undefined;
}

/** Writes the entry only if its tags still have the versions of the stamp; gives the lease back either way. */
export interface WriteOperation {
  readonly kind: "write";
  readonly entry: string;
  readonly lease: string;
  readonly tags: readonly string[];
  readonly holder: string;
  readonly stamp: Stamp;
  /** Never drawn before. */
  readonly edition: string;
  readonly payload: string;
  /** Of the payload, in UTF-8. */
  readonly bytes: number;
  readonly lifeMs: number;
  /** The last part of its life, in which it is served while it is renewed. */
  readonly staleMs: number;
  /** Where the log was after the stamp was read; what a tag is given that has none. */
  readonly position?: Position | undefined;
}

/** Gives the lease back without an entry, because the query failed. */
export interface ReleaseOperation {
  readonly kind: "release";
  readonly lease: string;
  readonly holder: string;
  readonly stamp: Stamp;
}

/**
 * Gives each tag a version that it never had, and the further of its position and the given one. Where either is not known, a tag
 * that is missing included, it is left without: a bump that came before may have been of a later commit.
 */
export interface BumpOperation {
  readonly kind: "bump";
  readonly tags: readonly string[];
  readonly seed: VersionSeed;
  readonly tagMs: number;
  readonly position?: Position | undefined;
}

/** Reads versions and changes nothing. */
export interface VersionsOperation {
  readonly kind: "versions";
  readonly tags: readonly string[];
}

/** One command of the protocol. All its keys are of one group, so that one node of a cluster holds them. */
export type Operation = ReadOperation | WriteOperation | ReleaseOperation | BumpOperation | VersionsOperation;

export interface ReadReply {
  /** Of the tags now; an entry that comes with it has the same. */
  readonly stamp: Stamp;
  readonly entry: { readonly edition: string; readonly payload: string; readonly stale: boolean } | undefined;
  /** Whether the asker holds the lease now; not tried when the entry is fresh. */
  readonly leased: boolean;
  /**
   * The furthest of its tags, undefined where one has none: all that the stamp speaks of was committed up to there. Not told
   * beside a fresh entry that the asker knows.
   */
  readonly position: Position | undefined;
}

export interface Replies {
  read: ReadReply;
  /** Whether the entry was written. */
  write: boolean;
  release: null;
  /** The new versions, in the order of the tags. */
  bump: readonly string[];
  /** The versions in the order of the tags, undefined for a tag that does not exist. */
  versions: readonly (string | undefined)[];
}

/** What the store answers to one operation. */
export type ReplyTo<O extends Operation> = Replies[O["kind"]];

/** The answer to one operation of a batch; one may fail without the others. */
export type Outcome =
  | { readonly ok: true; readonly reply: Replies[Operation["kind"]] }
  | { readonly ok: false; readonly error: Error };

/** Where entries and versions are kept. It may lose anything at any time, and must never bring back what it replaced. */
export interface CacheStore {
  /** What a round trip to it may take, where the default is too little. */
  readonly deadlineMs?: Deadline;
  /** What a process's copies may weigh, where the default is not right. */
  readonly copyBytes?: number;
  /**
   * Carries out the operations of a batch in one round trip, each at one moment, in any order.
   * @returns one outcome per operation, in their order
   * @throws when the store cannot be reached
   */
  execute(operations: readonly Operation[], attempt: Attempt): Promise<readonly Outcome[]>;
  /** Lets go of what it holds. May be called twice. */
  close(): Promise<void>;
}
