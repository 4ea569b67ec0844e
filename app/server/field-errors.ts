import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import type { Messages } from "#app/i18n/index.ts";

/*
 * Isomorphic: the action parses with it, and so does the form in the browser, so that both say the same.
 */

/** Name of an explanation under `errors.field` in the catalogue. Schemas give these as their messages. */
export type FieldErrorKey = keyof Messages["errors"]["field"];

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** The explanation of what zod found, for the checks that bring no message of their own. */
function keyOf(issue: Issue): FieldErrorKey {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null || issue.input === "") return "required";
      if (issue.expected === "number" || issue.expected === "int") return "number";
      return issue.expected === "date" ? "date" : "choice";
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "required" : "number";
    case "too_big":
      return issue.origin === "string" ? "tooLong" : "number";
    case "invalid_format":
      if (issue.format === "email") return "email";
      return issue.format === "date" ? "date" : "choice";
    case "not_multiple_of":
      return "number";
    default:
      return "choice";
  }
}

/** Reads a form with a schema. Blank fields are absent ones; errors are keys of the catalogue. */
export function parseFields<Schema extends z.ZodType>(fields: FormData | URLSearchParams, schema: Schema) {
  return parseWithZod(fields, { schema, error: keyOf });
}

/** Turns the keys into the reader's words: for `conformField` and `conformErrors`. */
export function sayFieldError({ errors }: Pick<Messages, "errors">): (key: string) => string {
  const words: Record<string, string> = errors.field;
  return (key) => words[key] ?? key;
}
