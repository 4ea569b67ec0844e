import fc from "fast-check";

/** Draws what happens next while it happens, from what there is by then; a property-based test shrinks what was drawn. */
export interface Draw {
  one<T>(of: readonly T[]): T;
  /** Any of them, in their order, perhaps none. */
  some<T>(of: readonly T[]): T[];
  /** From 0 up to and without `n`. */
  below(n: number): number;
  oneIn(n: number): boolean;
  /** Undefined as often as not. */
  maybe<T>(of: readonly T[]): T | undefined;
}

export function drawFrom(generate: fc.GeneratorValue): Draw {
  const below = (n: number) => generate(fc.nat, { max: n - 1 });
  const oneIn = (n: number) => below(n) === n - 1;
  function one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new RangeError("There is nothing to draw from");
    return of[below(of.length)] as T;
  }
  return {
    one,
    below,
    oneIn,
    some: (of) => of.filter(() => oneIn(2)),
    maybe: (of) => (oneIn(2) ? one(of) : undefined),
  };
}
