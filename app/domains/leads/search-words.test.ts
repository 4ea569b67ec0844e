import fc from "fast-check";
import { expect, test } from "vitest";
import { searchText, searchWords } from "./search-words.ts";

test("a search is written in one way, and is none without a letter or a digit", () => {
  expect(searchText("  Ana\t\u00a0 Silva\n")).toBe("Ana Silva");
  expect(searchText("e\u0301")).toBe("é");
  for (const nothing of ["", " ", "@ % _", "+ () -"]) expect(searchText(nothing)).toBe("");
  fc.assert(fc.property(fc.string(), (text) => searchText(searchText(text)) === searchText(text)));
});

test("words are told apart by blanks; signs alone are none", () => {
  expect(searchWords("Ana  & Silva Ana")).toEqual(["Ana", "Silva"]);
  expect(searchWords("ana.silva@example.com")).toEqual(["ana.silva@example.com"]);
});

test.each([
  ["(11) 98765-4321", "11987654321"],
  ["+55 11 98765.4321", "5511987654321"],
  ["011 98765 4321", "11987654321"],
  ["00 55 11", "5511"],
  ["000", "0"],
])("a phone number is one word, however it is written: %s", (typed, digits) => {
  expect(searchWords(typed)).toEqual([digits]);
});
