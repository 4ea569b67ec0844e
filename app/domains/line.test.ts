import { expect, test } from "vitest";
import { line } from "./line.ts";

const NUL = String.fromCharCode(0);

test("what breaks a line, or cannot be stored, is a blank", () => {
  expect(line(20).parse(`  Ana\r\n\t Prado${NUL}`)).toBe("Ana Prado");
});

test.each(["", "  ", NUL, "\n", "a".repeat(21)])("%j is no line of 1 to 20 characters", (text) => {
  expect(line(20).safeParse(text).success).toBe(false);
});
