import type { ReadEvent, TagVersions } from "#app/cache/index.ts";

/** Versions that hold together until an instant, in milliseconds since the epoch. */
export interface Sources {
  readonly versions: TagVersions;
  readonly until: number;
}

/** What an answer is made from, gathered while it is made. */
export interface PageSources {
  read(event: Pick<ReadEvent, "tags" | "stamp">): void;
  /** The answer is another one from this instant on, in milliseconds since the epoch. */
  holdsUntil(instant: number): void;
  /** Undefined where nothing was read, or something past the cache, or the same tag in two versions. */
  gathered(): Sources | undefined;
}

export function gatherSources(): PageSources {
  const versions = new Map<string, string>();
  let known = true;
  let until = Number.POSITIVE_INFINITY;
  return {
    read({ tags, stamp }) {
      const read = stamp?.split(" ");
      if (read?.length !== tags.length) known = false;
      tags.forEach((tag, i) => {
        const version = read?.[i];
        if (version === undefined || (versions.get(tag) ?? version) !== version) known = false;
        else versions.set(tag, version);
      });
    },
    holdsUntil(instant) {
      until = Math.min(until, instant);
    },
    gathered: () =>
      known && versions.size > 0
        ? { versions: Object.fromEntries(versions) as TagVersions, until }
        : undefined,
  };
}
