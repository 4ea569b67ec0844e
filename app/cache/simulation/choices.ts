/** What happens next wherever several things could, taken from bytes that a property-based test draws and shrinks. */
export interface Choices {
  /** From 0 up to and without `n`; 0, the natural course of things, once the bytes are used up. */
  pick(n: number): number;
  /** True once in so many times; never once the bytes are used up. */
  oneIn(n: number): boolean;
}

export function choicesFrom(bytes: Uint8Array): Choices {
  let next = 0;

  function byte(): number {
    return bytes[next++] ?? 0;
  }

  function pick(n: number): number {
    if (n <= 1 || next >= bytes.length) return 0;
    return (n <= 256 ? byte() : byte() * 256 + byte()) % n;
  }

  return {
    pick,
    oneIn: (n) => n > 0 && Number.isFinite(n) && pick(n) === n - 1,
  };
}
