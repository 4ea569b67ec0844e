import { describe, expect, test } from "vitest";
import { z } from "zod";
import { i18nFor, locales } from "#app/i18n/index.ts";
import { parseFields, sayFieldError } from "./field-errors.ts";

const schema = z.object({
  name: z.string().max(5),
  email: z.email().optional(),
  age: z.number().int().min(0).optional(),
  stage: z.enum(["new", "won"]).optional(),
  from: z.iso.date().optional(),
  phone: z.string().startsWith("+", "phone").optional(),
});

function errorsOf(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return parseFields(form, schema).reply().error ?? {};
}

describe("parseFields", () => {
  test.each([
    [{ name: "" }, "name", "required"],
    [{ name: "abcdef" }, "name", "tooLong"],
    [{ name: "a", email: "x" }, "email", "email"],
    [{ name: "a", age: "ten" }, "age", "number"],
    [{ name: "a", age: "-1" }, "age", "number"],
    [{ name: "a", age: "1.5" }, "age", "number"],
    [{ name: "a", stage: "open" }, "stage", "choice"],
    [{ name: "a", from: "2026-02-30" }, "from", "date"],
    [{ name: "a", phone: "11" }, "phone", "phone"],
  ])("explains %j", (fields, field, key) => {
    expect(errorsOf(fields)).toEqual({ [field]: [key] });
  });

  test("takes blank fields for absent ones", () => {
    const form = new FormData();
    for (const name of ["email", "age", "stage", "from", "phone"]) form.set(name, "");
    form.set("name", "Ana");
    expect(parseFields(form, schema)).toMatchObject({ status: "success", value: { name: "Ana" } });
  });
});

test("every explanation has words in every language", () => {
  for (const locale of locales) {
    const say = sayFieldError(i18nFor(locale).m);
    for (const key of ["required", "tooLong", "email", "number", "choice", "date", "phone"]) {
      expect(say(key)).not.toBe(key);
    }
  }
});
