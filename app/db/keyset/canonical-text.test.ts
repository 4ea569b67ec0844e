import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, type PlainData } from "./canonical-text.ts";

const leaf = fc.oneof(
  fc.constantFrom<PlainData>(
    "",
    "1",
    "null",
    "undefined",
    "1n",
    "[]",
    "{}",
    0,
    1,
    null,
    true,
    false,
    1n,
    new Date(1),
  ),
  fc.string({ maxLength: 2 }),
);
const { value: plainData } = fc.letrec<{ value: PlainData }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", '"a":1', "a,b"), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));

describe("the canonical text", () => {
  it("is the same for equal data and different for different data", () => {
    fc.assert(
      fc.property(plainData, plainData, (one, two) => {
        expect(canonicalText(one) === canonicalText(two)).toBe(isDeepStrictEqual(one, two));
        expect(canonicalText(structuredClone(one))).toBe(canonicalText(one));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on the order of keys nor on keys without a value", () => {
    expect(canonicalText({ b: [1, { d: 2, c: 3 }], a: undefined })).toBe(
      canonicalText({ b: [1, { c: 3, d: 2 }] }),
    );
    expect(canonicalText({ a: undefined })).not.toBe(canonicalText({ a: null }));
  });

  it("refuses what is not plain data", () => {
    expect(() => canonicalText(new Map() as never)).toThrow(TypeError);
    expect(() => canonicalText(new Date(Number.NaN))).toThrow(TypeError);
  });
});
