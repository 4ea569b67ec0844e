import { type RequestContext, requestServices } from "./request-context.server.ts";

/** Whether this installation sends e-mails; otherwise links are handed on by whoever made them. */
export function sendsMail(context: RequestContext): boolean {
  return requestServices(context).env.mail !== undefined;
}
