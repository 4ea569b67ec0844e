import fc from "fast-check";
import { expect, test } from "vitest";
import { signValue, verifyValue } from "./signed-value.server.ts";

test("what was signed is read back, for the same purpose and secret alone", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, secret) => {
      const value = signValue(text, "purpose", secret);
      expect(verifyValue(value, "purpose", secret)).toBe(text);
      expect(verifyValue(value, "another", secret)).toBeUndefined();
      expect(verifyValue(value, "purpose", `${secret}x`)).toBeUndefined();
      expect(verifyValue(`x${value}`, "purpose", secret)).toBeUndefined();
    }),
  );
});

test.each(["", ".", "text", "text.", "text.AAAA"])("%j was not signed", (value) => {
  expect(verifyValue(value, "purpose", "secret")).toBeUndefined();
});
