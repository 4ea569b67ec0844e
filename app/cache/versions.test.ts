import { describe, expect, it } from "vitest";
import { tag } from "./tag.ts";
import { goneBack, versionAfter } from "./versions.ts";

const leads = tag("one", "leads");

describe("A version", () => {
  it("counts on and has a new nonce", () => {
    expect(versionAfter("41:a", { counter: 7, nonce: "b" })).toBe("42:b");
  });

  it("starts at the seed's counter", () => {
    expect(versionAfter(undefined, { counter: 7, nonce: "b" })).toBe("7:b");
  });
});

describe("After a bump to 42:a, a tag", () => {
  it.each([
    ["42:a", false, "is as it was left"],
    ["43:b", false, "was bumped again"],
    ["41:b", true, "was restored"],
    ["42:b", true, "was restored and bumped since"],
  ])("at %s has gone back: %s, it %s", (now, gone) => {
    expect(goneBack({ [leads]: "42:a" }, { [leads]: now })).toEqual(gone ? [leads] : []);
  });

  it("that is not there has not gone back: it validates nothing", () => {
    expect(goneBack({ [leads]: "42:a" }, {})).toEqual([]);
  });
});
