import type { CacheKey } from "./key.ts";
import type { Lifetime } from "./lifetime.ts";
import { type Tag, tagsWithin } from "./tag.ts";

/** What a caller of the cache declares about one read. */
export interface EntryDeclaration {
  readonly key: CacheKey;
  readonly tags: readonly Tag[];
  readonly lifetime: Lifetime;
}

/** The same with its names in the store. */
export interface Entry {
  readonly key: CacheKey;
  /** In order. */
  readonly tags: readonly Tag[];
  readonly lifetime: Lifetime;
  readonly names: { readonly entry: string; readonly lease: string; readonly tags: readonly string[] };
}

/** How keys and tags are named in the store. */
export interface Layout {
  /** @throws TypeError when the tags are not the entry's group's */
  entry(declared: EntryDeclaration): Entry;
  tag(tag: Tag): string;
}

/**
 * The only braces in a name are a group's, so that a cluster keeps a group together. Tags leave the version out: releases that
 * run side by side invalidate each other's entries, but never read them.
 */
export function createLayout(namespace: string, version: string): Layout {
  if (/[{}]/.test(namespace + version)) throw new TypeError("A namespace and a version hold no braces");
  const tag = (of: Tag): string => `${namespace}:t:${of}`;
  return {
    tag,
    entry({ key, tags, lifetime }) {
      const ordered = tagsWithin(key.group, key.name, tags);
      const names = {
        entry: `${namespace}:e:${version}:${key.id}`,
        lease: `${namespace}:l:${version}:${key.id}`,
        tags: ordered.map(tag),
      };
      return { key, tags: ordered, lifetime, names };
    },
  };
}
