import type { Messages } from "#app/i18n/index.ts";
import { sayFieldError } from "#app/server/field-errors.ts";

/** The words for what is wrong with credentials, with the minutes to wait where they were tried too often. */
export function sayAttempt(m: Messages, retryMinutes = 0): (key: string) => string {
  const say = sayFieldError(m);
  return (key) => (key === "tooManyAttempts" ? m.auth.tooManyAttempts(retryMinutes) : say(key));
}
