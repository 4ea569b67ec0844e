import type { Tag } from "./tag.ts";

/**
 * The versions of tags by tag: plain text that survives JSON. A tag without a version is left out.
 * A version is `counter:nonce`. Entries compare versions for equality alone; the counter only serves {@link goneBack}.
 */
export type TagVersions = Readonly<Record<Tag, string>>;

/** The versions of an entry's tags, in the tags' order, as one string: equal stamps, nothing changed. */
export type Stamp = string;

/** One version per tag, in the tags' order. */
export function stampOf(versions: readonly string[]): Stamp {
  return versions.join(" ");
}

/**
 * What follows a version. It never existed before, because its nonce did not; its counter is one more, so that
 * {@link goneBack} can tell a later version from a restored one.
 * @param current the present version, or undefined for a tag that is new or was evicted
 * @param seed the counter of such a tag and the nonce of whatever comes out
 */
export function versionAfter(current: string | undefined, seed: VersionSeed): string {
  const counter = current === undefined ? seed.counter : counterOf(current) + 1;
  return `${counter}:${seed.nonce}`;
}

export interface VersionSeed {
  /**
   * Where a tag starts that does not exist: milliseconds since the epoch, so that a tag that returns after an eviction
   * usually sorts after its former self. Nothing is wrong when it does not: an extra bump follows.
   */
  readonly counter: number;
  /** Never drawn twice. */
  readonly nonce: string;
}

/**
 * The tags whose version is older than the one they were bumped to: the store was restored to an earlier state, or failed
 * over to a replica that had not heard of the bump. Entries of that time are valid again until these tags are bumped again.
 * A tag that is not there is fine: it validates nothing.
 * @param bumped what `invalidate` returned
 * @param current what `versions` says now
 */
export function goneBack(bumped: TagVersions, current: TagVersions): Tag[] {
  return (Object.keys(bumped) as Tag[]).filter((tag) => {
    const [before, now] = [bumped[tag], current[tag]];
    if (before === undefined || now === undefined || now === before) return false;
    return counterOf(now) <= counterOf(before);
  });
}

function counterOf(version: string): number {
  return Number(version.slice(0, version.indexOf(":")));
}
