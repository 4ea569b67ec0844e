import { addResponseHeader, type RequestContext } from "#app/server/request-context.server.ts";

/** Of a page that holds what opens an account: no browser writes it to its disk. */
export function keepNowhere(context: RequestContext): void {
  addResponseHeader(context, "Cache-Control", "no-store");
}
