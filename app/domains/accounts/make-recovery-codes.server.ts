import { randomInt } from "node:crypto";
import { recoveryCodeCount, recoveryCodeLetters } from "./recovery-codes.ts";

const part = () =>
  Array.from({ length: 5 }, () => recoveryCodeLetters.charAt(randomInt(recoveryCodeLetters.length))).join("");

/** A person's next recovery codes: each has some 50 bits. */
export function makeRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) codes.add(`${part()}-${part()}`);
  return [...codes];
}
