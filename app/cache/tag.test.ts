import { describe, expect, it } from "vitest";
import { byGroup, groupOf, maxTags, tag, tagsWithin } from "./tag.ts";

describe("A tag", () => {
  it("is written with its group between braces, where a cluster looks for it", () => {
    expect(tag("one", "lead:{7}")).toBe("{one}lead:{7}");
    expect(groupOf(tag("one", "lead:{7}"))).toBe("one");
  });

  it.each(["", "a{b", "a}b"])("has no group %j", (group) => {
    expect(() => tag(group, "leads")).toThrow(TypeError);
  });

  it("has a name", () => {
    expect(() => tag("one", "")).toThrow(TypeError);
  });
});

describe("An entry's tags", () => {
  it("stand in one order, each once, so that their versions can be compared", () => {
    const [a, b] = [tag("one", "a"), tag("one", "b")];
    expect(tagsWithin("one", "q", [b, a, b])).toEqual([a, b]);
  });

  it("are all of its own group, and the error says which is not", () => {
    expect(() => tagsWithin("one", "leads.list", [tag("one", "a"), tag("two", "b")])).toThrow(
      '"leads.list" is kept in group "one" and cannot depend on {two}b, which is of another',
    );
  });

  it("are there: nothing else could invalidate it", () => {
    expect(() => tagsWithin("one", "q", [])).toThrow(TypeError);
  });

  it("are not too many for one script", () => {
    const many = Array.from({ length: maxTags + 1 }, (_, i) => tag("one", `t${i}`));
    expect(() => tagsWithin("one", "q", many)).toThrow(TypeError);
    expect(tagsWithin("one", "q", many.slice(1))).toHaveLength(maxTags);
  });
});

it("sorts tags by group for the store", () => {
  const [a, b, c] = [tag("one", "a"), tag("two", "b"), tag("one", "c")];
  expect(byGroup([c, b, a, a])).toEqual([[c, a], [b]]);
});
