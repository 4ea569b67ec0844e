import type { Scope } from "#app/db/scope.ts";
import type { Draw } from "./draw.ts";
import type { World } from "./world.ts";

/** On whose behalf, and with what. */
export interface Drawn {
  readonly scope: Scope;
  /** As the declaration of this name takes it. */
  readonly input: unknown;
}

export type Generator = (draw: Draw, world: World) => Drawn | Promise<Drawn>;

/** Signs what says where a page ends. */
export const cursorSecret = "a secret that signs the cursors of tests";
