import { randomBytes } from "node:crypto";

export interface Random {
  /** From 0 up to and without 1; for jitter. */
  fraction(): number;
  /** Letters and digits that nobody has drawn before; the promises rest on it. */
  nonce(): string;
}

export const systemRandom: Random = {
  fraction: Math.random,
  nonce: () => randomBytes(12).toString("hex"),
};
