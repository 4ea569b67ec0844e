import type { Locale } from "#app/i18n/locales.ts";
import { type RequestContext, requestFacts, requestServices } from "./request-context.server.ts";

/** Whether this installation sends e-mails; otherwise links are handed on by whoever made them. */
export function sendsMail(context: RequestContext): boolean {
  return requestServices(context).env.mail !== undefined;
}

/** The language in which whoever asks is written to; undefined where no e-mails are sent. */
export function mailLocale(context: RequestContext): Locale | undefined {
  return sendsMail(context) ? requestFacts(context).locale : undefined;
}
