import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cacheKey } from "./key.ts";

const key = (args: unknown, scope = "admin", name = "leads.list", group = "one") =>
  cacheKey({ group, scope, name, args }).id;

const args = fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true });
const text = fc.string({ minLength: 1 }).filter((each) => !/[{}]/.test(each));

function shuffled(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, property]) => [name, shuffled(property)]),
  );
}

/** The key, or undefined where the arguments cannot be part of one. */
function keyOrNone(of: unknown): string | undefined {
  try {
    return key(of);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return undefined;
  }
}

describe("A key", () => {
  it("is shared by equal arguments, whatever the order of their properties", () => {
    fc.assert(
      fc.property(args, (each) => {
        expect(keyOrNone(shuffled(each))).toBe(keyOrNone(each));
      }),
    );
  });

  it("is never shared by different groups, scopes, names or arguments", () => {
    const identity = fc.tuple(
      text,
      fc.string(),
      fc.string({ minLength: 1 }),
      fc.oneof(fc.string(), fc.nat(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        const ids = [a, b].map(([group, scope, name, args]) => key(args, scope, name, group));
        expect(ids[0] === ids[1]).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it.each([
    [1, "1"],
    [1, 1n],
    [null, undefined],
    [null, "null"],
    [0, -0],
    [[undefined], []],
    [["a", "b"], ["a,b"]],
    [{ a: 1 }, [["a", 1]]],
    [new Date(5), 5],
    [new Date(5), "date(5)"],
    [{}, []],
    [{ a: { b: 1 } }, { a: { c: 1 } }],
    // biome-ignore lint/suspicious/noSparseArray: what is not there is told from what is
    [[, 1], [1]],
  ])("tells one from another (%#)", (a, b) => {
    expect(key({ of: a })).not.toBe(key({ of: b }));
  });

  it("leaves out what is undefined: it is what was not given", () => {
    expect(key({ status: "won", source: undefined })).toBe(key({ status: "won" }));
  });

  it("keeps the scope apart from the name even where they run into each other", () => {
    expect(key({}, "a", "bc")).not.toBe(key({}, "ab", "c"));
  });

  it.each([
    [() => {}],
    [Symbol("a")],
    [new Map()],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [new Date(Number.NaN)],
    [new (class Money {})()],
  ])("refuses %s", (value) => {
    expect(() => key({ of: value })).toThrow(TypeError);
  });

  it("shows the group and the query, and is placed by the group alone", () => {
    expect(key({})).toMatch(/^\{one\}leads\.list:[\w-]{43}$/);
    expect(() => key({}, "admin", "leads.list", "o{n}e")).toThrow(TypeError);
  });
});
