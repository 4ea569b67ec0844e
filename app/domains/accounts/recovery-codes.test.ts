import fc from "fast-check";
import { expect, test } from "vitest";
import { makeRecoveryCodes } from "./make-recovery-codes.server.ts";
import { readRecoveryCode, recoveryCodeCount, recoveryCodeShape } from "./recovery-codes.ts";

test("codes are ten, all different, and of one shape", () => {
  const codes = makeRecoveryCodes();
  expect(new Set(codes).size).toBe(recoveryCodeCount);
  for (const code of codes) expect(code).toMatch(recoveryCodeShape);
});

test("a code is read however its letters are spaced and written", () => {
  const [code = ""] = makeRecoveryCodes();
  const filling = fc.array(fc.constantFrom("", " ", "-", "  "), { minLength: 10, maxLength: 10 });
  const capitals = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(filling, capitals, (fillings, big) => {
      const typed = [...code.replace("-", "")]
        .map((letter, i) => fillings[i] + (big[i] ? letter.toUpperCase() : letter))
        .join("");
      expect(readRecoveryCode(typed)).toBe(code);
    }),
  );
});
