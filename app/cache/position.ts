/**
 * How far the log of the database had got: text of one length for all, in which what is later sorts after what is earlier
 * (digits and capital letters). The cache compares positions and knows nothing else of them.
 */
export type Position = string;

/** The furthest, or undefined where one of them is not known: then it might have been further. */
export function furthest(positions: readonly (Position | undefined)[]): Position | undefined {
  let last: Position | undefined;
  for (const position of positions) {
    if (position === undefined) return undefined;
    if (last === undefined || position > last) last = position;
  }
  return last;
}
