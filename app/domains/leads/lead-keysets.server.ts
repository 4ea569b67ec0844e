import { by, sortedKeysets } from "#app/db/keyset/index.ts";
import { leads } from "#schema";

/**
 * The orders of a list of leads. Each has an index of its own; undeclared values stand last in both directions, leads that nobody has
 * talked to where the oldest talks stand.
 */
export const leadKeyset = sortedKeysets("leads", leads.id, {
  entered: (direction) => [by(leads.enteredAt, direction)],
  value: (direction) => [by(leads.value, direction, { nulls: "last" })],
  stage: (direction) => [by(leads.statusRank, direction), by(leads.enteredAt, direction)],
  interaction: (direction) => [
    by(leads.lastInteractionAt, direction, { nulls: direction === "asc" ? "first" : "last" }),
  ],
});
