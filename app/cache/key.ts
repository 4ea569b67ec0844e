import { createHash } from "node:crypto";
import { canonical } from "./canonical.ts";
import { assertGroup } from "./tag.ts";

/** Where an entry is kept. Made by {@link cacheKey} alone. */
export interface CacheKey {
  readonly group: string;
  /** Of the query, such as `leads.list`: what a person reads in a log. */
  readonly name: string;
  /** `{group}name:hash`, unique for group, scope, name and arguments. */
  readonly id: string;
}

/**
 * @param group as its tags': one organization, or what stands outside of all
 * @param scope everything about the caller that the result depends on, such as a role, and nothing else
 * @param name of the query, unique in the application
 * @param args plain data; equal arguments make equal keys, whatever the order of their properties
 * @throws TypeError when `args` hold what is no plain data
 */
export function cacheKey(of: { group: string; scope: string; name: string; args: unknown }): CacheKey {
  assertGroup(of.group);
  if (of.name === "") throw new TypeError("A query's name is not empty");
  const hash = createHash("sha256")
    .update(canonical([of.group, of.scope, of.name, of.args]))
    .digest("base64url");
  return { group: of.group, name: of.name, id: `{${of.group}}${of.name}:${hash}` };
}
