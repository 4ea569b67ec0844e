import fc from "fast-check";
import { expect, test } from "vitest";
import { heldText, keepUntouched } from "./keep-untouched.ts";

const names = ["name", "phone", "body"];
const text = fc.constantFrom("", "a", "b", "a\nb");
const values = fc.record(Object.fromEntries(names.map((name) => [name, text])));

test("what was typed stays, what was left alone is as somebody else saved it; sent back, blank fields are missing", () => {
  fc.assert(
    fc.property(values, values, values, (held, typed, saved) => {
      const sent = Object.entries({ ...typed, held: heldText(held) }).filter(([, value]) => value !== "");
      const initialValue = Object.fromEntries(
        sent.map(([name, value]) => [name, value.replaceAll("\n", "\r\n")]),
      );
      const kept = keepUntouched({ status: "error", initialValue }, saved).initialValue ?? {};
      for (const name of names) {
        const expected = typed[name] === held[name] ? saved[name] : typed[name];
        expect(String(kept[name] ?? "").replaceAll("\r\n", "\n")).toBe(expected);
      }
    }),
  );
});

test("a form that does not say what it held keeps all that was sent", () => {
  for (const held of [undefined, "{", "null", "7"]) {
    const initialValue = { name: "a", ...(held !== undefined && { held }) };
    expect(keepUntouched({ initialValue }, { name: "b", phone: "c" }).initialValue).toEqual(initialValue);
  }
});
