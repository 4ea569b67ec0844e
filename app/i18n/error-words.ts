import type { Messages } from "./i18n-for.ts";

/** The title and the text of the page for a status; one without words of its own reads as its class does. */
export function errorWords(status: number, { errors }: Pick<Messages, "errors">) {
  if (status === 401) return errors.signedOut;
  if (status === 403) return errors.forbidden;
  if (status === 404) return errors.notFound;
  if (status === 409) return errors.conflict;
  if (status === 429) return errors.tooMany;
  if (status === 503) return errors.unavailable;
  return status < 500 ? errors.badRequest : errors.unexpected;
}
