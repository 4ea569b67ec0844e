/** A figure that may not have been measured. Unmeasured is null, and never shown as 0. */
export type Measured = number | null;

/** How a figure stands against an earlier one. `ratio` is signed: -0.25 is a quarter less. */
export type Change =
  | { kind: "up" | "down"; ratio: number }
  | { kind: "same" }
  /** the earlier figure is zero or was not measured: there is nothing to divide by */
  | { kind: "no-base" }
  /** the figure itself was not measured */
  | { kind: "unmeasured" };

/**
 * Compares a figure with its base. A base below zero is taken by its size, so that the sign always says
 * whether the figure rose.
 */
export function changeFrom(base: Measured | undefined, current: Measured): Change {
  if (current === null) return { kind: "unmeasured" };
  if (base === null || base === undefined) return { kind: "no-base" };
  if (current === base) return { kind: "same" };
  if (base === 0) return { kind: "no-base" };
  const ratio = (current - base) / Math.abs(base);
  return { kind: ratio > 0 ? "up" : "down", ratio };
}
