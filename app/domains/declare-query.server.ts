import { type CacheKey, cacheKey, type Lifetime, type Position, type Tag } from "#app/cache/index.ts";
import type { Read } from "#app/db/database.ts";
import type { OrganizationScope, Scope } from "#app/db/scope.ts";
import type { Caller } from "./caller.ts";
import { ForbiddenError } from "./errors.ts";
import { can, type Permission } from "./people/permissions.ts";
import { accountsGroup, tags } from "./tags.server.ts";

type ScopeOf<K extends Scope["kind"]> = Extract<Scope, { kind: K }>;

export interface QueryDeclaration<K extends Scope["kind"], Args, Result> {
  /** `domain.query`; part of every key. */
  name: string;
  /** On whose behalf it reads. The scope and the role are part of every key. */
  scope: K;
  /** What a member's role must allow; required of every query in an organization. */
  permission: K extends "organization" ? Permission : never;
  /** What the result depends on. The organization-wide tag, and for mentors and mentees who sees what, are added. */
  tags: (scope: ScopeOf<K>, args: Args) => readonly Tag[];
  lifetime: Lifetime;
  /** Reads and shapes; must depend on nothing but the database, the scope and the arguments. */
  load: (read: Read, args: Args, scope: ScopeOf<K>) => Promise<Result>;
}

export interface DeclaredQuery<K extends Scope["kind"], Args, Result> {
  (caller: Caller<ScopeOf<K>>, args: Args): Promise<Result>;
  readonly declaration: QueryDeclaration<K, Args, Result>;
  /** What is stored under which key, and what it depends on, for one scope and arguments. */
  entry(scope: ScopeOf<K>, args: Args): { key: CacheKey; tags: Tag[]; lifetime: Lifetime };
  /** The result from the database alone. */
  recompute(caller: Caller<ScopeOf<K>>, args: Args): Promise<Result>;
}

/** Every query of the application by its name. */
export const declaredQueries = new Map<string, DeclaredQuery<Scope["kind"], never, unknown>>();

type Declaration<K extends Scope["kind"], Args, Result> = K extends "organization"
  ? QueryDeclaration<K, Args, Result>
  : Omit<QueryDeclaration<K, Args, Result>, "permission">;

/**
 * Declares a cached read. The result is a function of a caller and arguments: a hit costs one round trip, shared with all other
 * reads of the same tick.
 */
export function declareQuery<const K extends Scope["kind"], Args, Result>(
  declaration: Declaration<K, Args, Result>,
): DeclaredQuery<K, Args, Result> {
  const declared = declaration as unknown as QueryDeclaration<K, Args, Result>;
  const load = (caller: Caller<ScopeOf<K>>, args: Args, seen?: Position) => {
    const read: Read = (build) => caller.data.database.readBatch(caller.scope, build, seen);
    const work = () => declared.load(read, args, caller.scope);
    return caller.measure ? caller.measure(work) : work();
  };
  const entry = (scope: ScopeOf<K>, args: Args) => {
    const group = groupOf(scope);
    return {
      key: cacheKey({ group, scope: sharing(scope), name: declared.name, args }),
      tags: [...declared.tags(scope, args), ...impliedTags(scope, group)],
      lifetime: declared.lifetime,
    };
  };
  const query = async (caller: Caller<ScopeOf<K>>, args: Args): Promise<Result> => {
    authorise(caller.scope, declared.permission, declared.name);
    return caller.view.read(entry(caller.scope, args), (seen) => load(caller, args, seen));
  };
  const recompute = (caller: Caller<ScopeOf<K>>, args: Args) => load(caller, args);
  const result = Object.assign(query, { declaration: declared, entry, recompute });
  // In development an edited file is evaluated again.
  if (declaredQueries.has(declared.name) && !import.meta.env?.DEV)
    throw new Error(`Two queries are called ${declared.name}.`);
  declaredQueries.set(declared.name, result as unknown as DeclaredQuery<Scope["kind"], never, unknown>);
  return result;
}

/** @throws ForbiddenError where a member's role does not allow it. */
export function authorise(scope: Scope, permission: Permission | undefined, what: string): void {
  if (scope.kind !== "organization") return;
  if (permission === undefined || !can(scope.role, permission)) {
    throw new ForbiddenError(`The role ${scope.role} may not ${what}.`);
  }
}

const groupOf = (scope: Scope): string =>
  "organizationId" in scope && scope.organizationId !== undefined ? scope.organizationId : accountsGroup;

/** Whether a member sees every row of the organization, as everybody does who has such a role. */
export const seesEverything = (scope: OrganizationScope) => scope.role === "owner" || scope.role === "admin";

/** Who shares an entry: owners and admins see the same rows, mentors and mentees each their own. */
export function sharing(scope: Scope): string {
  switch (scope.kind) {
    case "organization":
      return seesEverything(scope) ? "organization" : `${scope.role}:${scope.userId}`;
    case "account":
      return `account:${scope.userId}`;
    case "share":
      return `share:${scope.linkId}`;
    case "system":
      return "system";
  }
}

/** What every entry of a scope depends on beside what its query declares. */
export function impliedTags(scope: Scope, group: string): Tag[] {
  const everything = tags.everything(group);
  return scope.kind === "organization" && !seesEverything(scope)
    ? [everything, tags.visibility(group)]
    : [everything];
}
