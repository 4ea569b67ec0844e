import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { normaliseSearch, parseSearch, withSearch } from "./search-params.ts";

const normal = (search: string, defaults?: Record<string, string>) =>
  normaliseSearch(new URLSearchParams(search), defaults).toString();

describe("normaliseSearch", () => {
  test.each([
    ["b=2&a=1", "a=1&b=2"],
    ["status=won&status=lost&status=won", "status=lost&status=won"],
    ["from=&to=%20&q=+x+", "q=x"],
    ["", ""],
  ])("writes %j as %j", (given, expected) => {
    expect(normal(given)).toBe(expected);
  });

  test("drops what an absent parameter means", () => {
    expect(normal("dir=desc&sort=entered", { sort: "entered", dir: "asc" })).toBe("dir=desc");
  });

  test("the order in which somebody wrote it makes no difference, and once is enough", () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom("a", "b", "é"), fc.string({ maxLength: 3 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(pairs, pairs, (some, more) => {
        const one = normaliseSearch(new URLSearchParams([...some, ...more])).toString();
        const other = normaliseSearch(new URLSearchParams([...more, ...some, ...some])).toString();
        expect(one).toBe(other);
        expect(normal(one)).toBe(one);
      }),
    );
  });
});

test("a path without a search has no question mark", () => {
  expect(withSearch("/leads", new URLSearchParams())).toBe("/leads");
  expect(withSearch("/leads", new URLSearchParams({ a: "1" }))).toBe("/leads?a=1");
});

describe("parseSearch", () => {
  const schema = z.object({
    status: z.array(z.enum(["won", "lost"])).default([]),
    page: z.number().int().optional(),
    sort: z.enum(["entered", "value"]).default("entered"),
  });
  const parse = (search: string) => parseSearch(new URLSearchParams(search), schema);

  test("reads what is there, and repeated parameters as lists", () => {
    expect(parse("")).toEqual({ status: [], sort: "entered" });
    expect(parse("status=won")).toEqual({ status: ["won"], sort: "entered" });
    expect(parse("status=won&status=lost&page=2&sort=value")).toEqual({
      status: ["lost", "won"],
      page: 2,
      sort: "value",
    });
  });

  test("leaves out what the schema does not know", () => {
    expect(parse("utm_source=mail")).toEqual({ status: [], sort: "entered" });
  });

  test.each(["status=open", "sort=name", "page=two"])("answers %s with 400 and the first page", (search) => {
    expect(() => parse(search)).toThrow(
      expect.objectContaining({ init: { status: 400 }, data: { offersFirstPage: true } }),
    );
  });
});
