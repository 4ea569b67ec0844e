import type { Tag } from "#app/cache/index.ts";
import type { Transaction } from "#app/db/database.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Caller } from "./caller.ts";
import { authorise } from "./declare-query.server.ts";
import type { Permission } from "./people/permissions.ts";
import { tags } from "./tags.server.ts";

type ScopeOf<K extends Scope["kind"]> = Extract<Scope, { kind: K }>;

/** Said by a command whose write no query can see. */
export const touchesNothing = Symbol("touches nothing");

/** At least one tag: a list that may be empty does not say whether that was meant. */
export type Touched = readonly [Tag, ...Tag[]] | typeof touchesNothing;

export interface CommandDeclaration<K extends Scope["kind"], Input, Result> {
  /** `domain.verb`; written to the activity log and announced to the database. */
  name: string;
  /** On whose behalf it writes; several where an operator may do it too. */
  scope: K | readonly K[];
  /** What a member's role must allow; required of every command in an organization. */
  permission: "organization" extends K ? Permission : undefined;
  /** What it changes for readers; bumped after the commit. `touchesNothing` where nobody can see it. */
  touches: (scope: ScopeOf<K>, input: Input, result: Result) => Touched;
  /** Writes; throws to leave everything as it was. */
  run: (tx: Transaction, input: Input, scope: ScopeOf<K>) => Promise<Result>;
}

type Declaration<K extends Scope["kind"], Input, Result> = "organization" extends K
  ? CommandDeclaration<K, Input, Result>
  : Omit<CommandDeclaration<K, Input, Result>, "permission">;

export interface DeclaredCommand<K extends Scope["kind"], Input, Result> {
  (caller: Caller<ScopeOf<K>>, input: Input): Promise<Result>;
  readonly declaration: CommandDeclaration<K, Input, Result>;
}

/** Whatever is done in an organization is among its activity, and may be among what is told of a record there. */
function withActivity(scope: Scope, touched: Touched): Touched {
  const organizationId = "organizationId" in scope ? scope.organizationId : undefined;
  if (touched === touchesNothing || organizationId === undefined) return touched;
  return [...touched, tags.activity(organizationId)];
}

/** Every command of the application by its name. */
export const declaredCommands = new Map<string, DeclaredCommand<Scope["kind"], never, unknown>>();

/**
 * Declares a write: one transaction, then the bump of the tags it touched. The tags are written with the transaction, so that a
 * crash or an unreachable cache delays the bump but never loses it; a committed write never fails because of the cache.
 */
export function declareCommand<const K extends Scope["kind"], Input, Result>(
  declaration: Declaration<K, Input, Result>,
): DeclaredCommand<K, Input, Result> {
  const declared = declaration as unknown as CommandDeclaration<K, Input, Result>;
  const command = async (caller: Caller<ScopeOf<K>>, input: Input): Promise<Result> => {
    const { scope, data } = caller;
    authorise(scope, declared.permission, declared.name);
    const committed = await data.database.inTransaction(
      scope,
      async (tx) => {
        const result = await declared.run(tx, input, scope);
        const touched = withActivity(scope, declared.touches(scope, input, result));
        const pending =
          touched === touchesNothing ? undefined : await data.invalidations.record(tx, scope, touched);
        return { result, pending };
      },
      { command: declared.name },
    );
    if (committed.pending && !(await data.invalidations.settle(committed.pending))) {
      caller.onDelayed?.(committed.pending.tags);
    }
    return committed.result;
  };
  const result = Object.assign(command, { declaration: declared });
  // In development an edited file is evaluated again.
  if (declaredCommands.has(declared.name) && !import.meta.env?.DEV)
    throw new Error(`Two commands are called ${declared.name}.`);
  declaredCommands.set(declared.name, result as unknown as DeclaredCommand<Scope["kind"], never, unknown>);
  return result;
}
