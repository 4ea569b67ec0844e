import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "./codec.ts";

const values = fc.anything({
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withUnicodeString: true,
  key: fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "~d", "toJSON")),
  values: [
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("~", "~u", "~a", "~h", undefined, null, -0, Number.NaN, Number.NEGATIVE_INFINITY),
    fc.uint8Array(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  ],
});

describe("A value", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(values, (value) => {
        // Unlike toStrictEqual it is not misled by a property called "constructor".
        deepStrictEqual(decode(encode(value)), value);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is not changed by being encoded", () => {
    fc.assert(
      fc.property(values, (value) => {
        const before = encode(value);
        expect(encode(value)).toBe(before);
      }),
    );
  });

  it("costs no more than JSON when JSON can say it", () => {
    expect(encode([{ id: "a", n: 1, none: null }])).toBe('0[{"id":"a","n":1,"none":null}]');
  });

  it.each([
    ["undefined itself", undefined],
    ["an undefined property", { a: undefined }],
    ["an array that looks like a mark", [["~d", 5], ["~a"], ["~"]]],
    ["a hole", Object.assign([], { length: 2, 1: "a" })],
    ["an invalid date", new Date(Number.NaN)],
    ["a map with maps for keys", new Map([[new Map([[-0, 1n]]), new Set([undefined])]])],
    ["half a surrogate pair", "\ud800"],
    ["a view on a part of a buffer", new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
    ["an object without a prototype", Object.assign(Object.create(null), { a: new Date(0) })],
    ["numbers at the edges", [Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 0.1 + 0.2]],
  ])("may be %s", (_, value) => {
    expect(decode(encode(value))).toStrictEqual(value);
  });

  it("cannot reach a prototype", () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"admin": true}, "rows": [{"__proto__": {"at": 1}}]}');
    const back = decode(encode({ hostile, at: new Date(0), deep: { ["__proto__"]: new Date(0) } }));
    expect(back).toStrictEqual({ hostile, at: new Date(0), deep: { ["__proto__"]: new Date(0) } });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    const marked = decode(encode(JSON.parse('{"__proto__": ["~d", 1]}')));
    expect(Object.getPrototypeOf(marked)).toBe(Object.prototype);
  });

  class Money {
    minor = 1;
  }
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  it.each([
    ["a function", () => {}],
    ["a symbol", Symbol("a")],
    ["an instance", { price: new Money() }],
    ["an error", new Error("no")],
    ["a regular expression", /a/],
    ["an array of a class of its own", new (class List extends Array {})()],
    ["a map of a class of its own", new (class Index extends Map {})()],
    ["other bytes", new Uint16Array(2)],
    ["a symbol for a key", { [Symbol("a")]: 1 }],
    ["a cycle", cyclic],
    ["what has a toJSON", { toJSON: () => 1 }],
  ])("is refused where it would not come back: %s", (_, value) => {
    expect(() => encode(value)).toThrow(expect.objectContaining({ name: "UnencodableError" }));
  });

  it.each([
    "",
    "0",
    "2{}",
    "0{",
    '1["~x"]',
    '1["~d"',
    '1["~m",5]',
    '1["~m",[5]]',
    '1["~o",5]',
    '1["~i","x"]',
    "null",
  ])("is no value when it is %j", (text) => {
    expect(() => decode(text)).toThrow(Error);
  });
});
