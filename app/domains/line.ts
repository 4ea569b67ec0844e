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
