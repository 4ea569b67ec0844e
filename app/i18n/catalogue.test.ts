import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { i18nFor, type Messages } from "./index.ts";
import { counted, plural } from "./plural.ts";
import { ptBr } from "./pt-br/index.ts";

/** Paths of all messages: `common.table.next`. */
function paths(messages: object, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "object" ? paths(value, `${prefix}${key}.`) : [`${prefix}${key}:${typeof value}`],
  );
}

describe("the catalogue", () => {
  it("has the same messages in both languages", () => {
    expect(paths(ptBr).sort()).toEqual(paths(en).sort());
  });

  it("cannot be compiled otherwise", () => {
    const { theme: _, ...lacking } = en.common;
    // @ts-expect-error a section without one of its keys is no translation
    const incomplete: Messages["common"] = lacking;
    // @ts-expect-error a message that takes a count is not a plain string
    const wrongKind: Messages["common"]["table"]["rows"] = "rows";
    // @ts-expect-error a key that the original does not have
    const surplus: Messages["home"] = { ...en.home, nowhere: "x" };
    expect([incomplete, wrongKind, surplus]).toHaveLength(3);
  });

  it("leaves no message empty", () => {
    const empty = (messages: object): string[] =>
      Object.entries(messages).flatMap(([key, value]) =>
        typeof value === "object" ? empty(value) : value === "" ? [key] : [],
      );
    expect([...empty(en), ...empty(ptBr)]).toEqual([]);
  });

  it("is the same object for the same language", () => {
    expect(i18nFor("pt-BR")).toBe(i18nFor("pt-BR"));
    expect(i18nFor("pt-BR").m).toBe(ptBr);
  });
});

it("counts in the forms of the language", () => {
  const leads = { one: "lead", other: "leads" };
  expect(counted("en", 1, leads)).toBe("1 lead");
  expect(counted("en", 0, leads)).toBe("0 leads");
  expect(counted("pt-BR", 0, leads)).toBe("0 lead");
  expect(counted("pt-BR", 1200, leads)).toBe("1.200 leads");
  expect(plural("en", 2, leads)).toBe("leads");
});
