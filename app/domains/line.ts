import { z } from "zod";

/**
 * A line of text: what breaks lines, and what no screen shows (Postgres takes no NUL), becomes a blank.
 * @param most characters
 */
export const line = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .pipe(z.string().min(1).max(most));

/**
 * Lines of text: they break with "\n" alone, and what no screen shows becomes a blank.
 * @param most characters
 */
export const lines = (most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{Cc}\n]/gu, " ")
        .trim(),
    )
    .pipe(z.string().max(most));
