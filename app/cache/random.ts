import { randomUUID } from "node:crypto";

export interface Random {
  /** From 0 up to and without 1; for jitter. */
  fraction(): number;
  /** Letters and digits that nobody has drawn before; the promises rest on it. */
  nonce(): string;
}

export const systemRandom: Random = {
  fraction: Math.random,
  nonce() {
    // 96 random bits, without the dashes and the two digits that are not wholly random. It draws for many at once, and so takes a
    // hundredth of what bytes drawn for each would.
    const uuid = randomUUID();
    return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24);
  },
};
