import fc from "fast-check";
import { expect, test } from "vitest";
import { slugMaxLength, slugOf, slugPattern } from "./slug.ts";

test.each([
  ["Agência Aurora & Cia.", "agencia-aurora-cia"],
  ["  Sunrise   Mentoring  ", "sunrise-mentoring"],
  ["Straße 42", "strasse-42"],
  ["Smørrebrød", "smorrebrod"],
  ["ﬁrst Æon", "first-aeon"],
  ["--", ""],
  ["株式会社", ""],
])("%j becomes %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("whatever the name, it is a slug or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
      const slug = slugOf(name);
      expect(slug === "" || slugPattern.test(slug)).toBe(true);
      expect(slug.length).toBeLessThanOrEqual(slugMaxLength);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});
