import type { InteractionKind } from "#schema";

/** Apart from the schema, so that a browser can have it. */
export const interactionKinds = [
  "call",
  "email",
  "meeting",
  "message",
  "note",
] as const satisfies readonly InteractionKind[];
