import { expect, test } from "vitest";
import { maxTags, type Tag, tag } from "#app/cache/index.ts";
import { gatherSources } from "./page-sources.server.ts";
import { entityTag, type PageBinding, readEntityTag, stillHolds } from "./page-stamp.server.ts";

const secret = "a secret that is long enough to sign with";
const binding: PageBinding = { build: "b", token: "t", url: "/o/x?a=%22", locale: "en", theme: "system" };
const [leads, session] = [tag("0190", "leads"), tag("accounts", "session:x-_y")];
const versions = { [leads]: "1:a.0", [session]: "2:b.1" };

const made = (until = Number.POSITIVE_INFINITY) =>
  entityTag({ versions, until }, "/o", binding, secret) ?? "";

test("an entity tag says what the page was made from, and holds while that has the same versions", () => {
  const stamp = readEntityTag(made(), binding, secret);
  if (!stamp) throw new Error("It is not ours.");
  expect(stamp).toMatchObject({ value: made(), tags: [leads, session], route: "/o" });
  expect(stillHolds(stamp, versions)).toBe(true);
  expect(stillHolds(stamp, { ...versions, [leads]: "2:a.0" })).toBe(false);
  expect(stillHolds(stamp, { [leads]: "1:a.0" })).toBe(false);
  expect(stillHolds(stamp, {})).toBe(false);
});

test("it holds until its time has run out", () => {
  const stamp = readEntityTag(made(1000), binding, secret);
  if (!stamp) throw new Error("It is not ours.");
  expect([999, 1000].map((now) => stillHolds(stamp, versions, now))).toEqual([true, false]);
});

test("anything else about the reader, the address or the look, or another secret, makes it nobody's", () => {
  for (const name of Object.keys(binding)) {
    expect(readEntityTag(made(), { ...binding, [name]: "other" }, secret), name).toBeUndefined();
  }
  expect(readEntityTag(made(), binding, `${secret}.`)).toBeUndefined();
  expect(readEntityTag("*", binding, secret)).toBeUndefined();
  expect(readEntityTag(`"a", W/"b.c" , ${made()}`, binding, secret)?.value).toBe(made());
});

test("a page with more sources than fit into a header has none", () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [tag("0190", `lead:${n}`), "1:a"])) as Record<
      Tag,
      string
    >;
  const tagOf = (count: number) => entityTag({ versions: many(count), until: 0 }, "/o", binding, secret);
  expect(tagOf(20)).toBeDefined();
  expect(tagOf(maxTags + 1)).toBeUndefined();
  const long = { [tag("0190", "x".repeat(1600))]: "1:a" } as Record<Tag, string>;
  expect(entityTag({ versions: long, until: 0 }, "/o", binding, secret)).toBeUndefined();
});

test("sources are known only if every read told its versions, and all told the same", () => {
  const gathered = (...reads: [Tag[], string | undefined][]) => {
    const sources = gatherSources();
    for (const [tags, stamp] of reads) sources.read({ tags, stamp });
    return sources.gathered()?.versions;
  };
  expect(gathered()).toBeUndefined();
  expect(gathered([[leads, session], "1:a 2:b"], [[leads], "1:a"])).toEqual({
    [leads]: "1:a",
    [session]: "2:b",
  });
  expect(gathered([[leads], "1:a"], [[session], undefined])).toBeUndefined();
  expect(gathered([[leads], "1:a"], [[leads], "2:a"])).toBeUndefined();
});
