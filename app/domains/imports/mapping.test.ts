import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseMapping } from "./mapping.ts";
import { refusing } from "./testing/refusing.ts";

const good = {
  fields: {
    externalId: { column: "id" },
    name: { template: "Lead {id}" },
    enteredAt: { column: "date", pattern: "YYYY-MM-DD" },
    mentee: { constant: "Bakery" },
  },
};

const parse = (mapping: unknown) => parseMapping(JSON.stringify(mapping), "x.map.json");
const withField = (fields: object) => ({ fields: { ...good.fields, ...fields } });

test("fills in what is left out", () => {
  const mapping = parse(withField({ value: { column: "v" }, source: { column: "s" } }));
  expect(mapping.rows).toBe("upsert");
  expect(mapping.fields.value).toEqual({ column: "v", unknown: [], decimal: ".", zeroMeans: "zero" });
  expect(mapping.fields.source).toEqual({ column: "s", unknown: [] });
});

test.each(["leads", "deals"])("the project's own mapping of Olist's %s is one", (name) => {
  const path = join(import.meta.dirname, "../../../ops/olist", `${name}.map.json`);
  expect(() => parseMapping(readFileSync(path, "utf8"), name)).not.toThrow();
});

describe("says which key is wrong and what was expected", () => {
  test.each([
    ["an unknown key", { ...good, mode: "upsert" }, 'x.map.json: the mapping: unknown key "mode"'],
    ["an unknown field", withField({ nmae: { column: "n" } }), 'x.map.json: fields: unknown key "nmae"'],
    [
      "an unknown key within a field",
      withField({ source: { column: "s", colour: 1 } }),
      'x.map.json: fields.source: unknown key "colour"',
    ],
    [
      "a field with neither column nor constant",
      withField({ mentee: { name: "x" } }),
      "x.map.json: fields.mentee: expected one of column, constant",
    ],
    [
      "a field with both",
      withField({ mentee: { column: "x", constant: "y" } }),
      "x.map.json: fields.mentee: expected one of column, constant",
    ],
    [
      "a pattern that is none",
      withField({ wonAt: { column: "w", pattern: "yyyy" } }),
      'x.map.json: fields.wonAt.pattern: expected a pattern such as "YYYY-MM-DD", "DD/MM/YYYY HH:mm" or "instant"',
    ],
    [
      "a status that is none",
      withField({ status: { column: "s", values: { Fechado: "closed" } } }),
      'x.map.json: fields.status.values.Fechado: expected one of "new", "first_contact", "qualified", "proposal", "negotiation", "won", "lost"',
    ],
    [
      "a time zone that is none",
      { ...good, timeZone: "Mars/Olympus" },
      'x.map.json: timeZone: expected an IANA time zone such as "America/Sao_Paulo"',
    ],
    [
      "no way to create a lead",
      { fields: { externalId: { column: "id" }, name: good.fields.name, mentee: good.fields.mentee } },
      "x.map.json: fields.enteredAt: is missing: a lead cannot be created without it",
    ],
    ["no external id", { rows: "update-only", fields: {} }, "x.map.json: fields.externalId: is missing"],
    [
      "a number for a name",
      withField({ name: { constant: 5 } }),
      "x.map.json: fields.name.constant: expected string",
    ],
    ["no object", [], "x.map.json: the mapping: expected object"],
  ])("%s", (_what, mapping, message) => {
    expect(() => parse(mapping)).toThrow(refusing(message));
  });

  test("every one of several", () => {
    expect(() => parse({ ...good, a: 1, timeZone: "x" })).toThrow(/timeZone: .*\n.*unknown key "a"/);
  });

  test("a file that is no JSON", () => {
    expect(() => parseMapping("{", "x.map.json")).toThrow(/^x\.map\.json is not JSON: /);
  });
});

test("only updates need no way to create", () => {
  expect(parse({ rows: "update-only", fields: { externalId: { column: "id" } } }).rows).toBe("update-only");
});
