declare const brand: unique symbol;

/** What an entry depends on, written `{group}name`. Made by {@link tag} alone. */
export type Tag = string & { readonly [brand]: "tag" };

/** An entry may carry this many tags; a script's arguments are bounded. */
export const maxTags = 64;

/** Holds what {@link tag} and {@link cacheKey} put between braces: a cluster places keys by it. */
export function assertGroup(group: string): void {
  if (group === "" || /[{}]/.test(group)) {
    throw new TypeError(`A group is a non-empty string without braces, got ${JSON.stringify(group)}`);
  }
}

/**
 * Names something that entries depend on and that writes touch.
 * @param group what is invalidated and stored together, such as one organization; the hash tag of a Redis Cluster
 * @param name unique in its group, such as `leads` or `lead:0190…`
 * @throws TypeError when either is empty or the group holds a brace
 */
export function tag(group: string, name: string): Tag {
  assertGroup(group);
  if (name === "") throw new TypeError("A tag's name is not empty");
  return `{${group}}${name}` as Tag;
}

/** The group of a tag, without its braces. */
export function groupOf(of: Tag): string {
  return of.slice(1, of.indexOf("}"));
}

/** The tags in the one order in which their versions are compared, each once. */
export function inOrder(tags: readonly Tag[]): Tag[] {
  return [...new Set(tags)].sort();
}

/**
 * The tags of one entry, in order.
 * @throws TypeError when there are none, too many, or one of another group than the entry's
 */
export function tagsWithin(group: string, name: string, tags: readonly Tag[]): Tag[] {
  const ordered = inOrder(tags);
  if (ordered.length === 0) throw new TypeError(`"${name}" declares no tag: nothing could invalidate it`);
  if (ordered.length > maxTags) {
    throw new TypeError(`"${name}" declares ${ordered.length} tags, more than ${maxTags}: use a coarser one`);
  }
  for (const each of ordered) {
    if (groupOf(each) !== group) {
      throw new TypeError(
        `"${name}" is kept in group "${group}" and cannot depend on ${each}, which is of another`,
      );
    }
  }
  return ordered;
}

/** The tags by group, each once: one operation of the store touches one group. */
export function byGroup(tags: readonly Tag[]): Tag[][] {
  return [...Map.groupBy(new Set(tags), groupOf).values()];
}
