import { signValue, verifyValue } from "#app/signing/signed-value.server.ts";
import { cookieHeader, cookieValue } from "./cookies.server.ts";
import {
  addResponseHeader,
  type RequestContext,
  requestFacts,
  requestHeaders,
  requestServices,
} from "./request-context.server.ts";

const name = "uncached";

/**
 * Seconds for which the author of a write reads past the cache after the cache could not be told of it: far more than the
 * sweep of any instance that reaches the cache needs, and prolonged for as long as this one does not.
 */
const period = 60;

/** Has the author of a write read past the cache for a while. */
export function bypassCacheForAWhile(context: RequestContext) {
  const until = Math.ceil(Date.now() / 1000) + period;
  const value = signValue(String(until), name, requestServices(context).secret);
  addResponseHeader(context, "Set-Cookie", cookieHeader(name, value, period, requestFacts(context).secure));
}

/** Whether this reader is such an author. */
export function bypassesCache(context: RequestContext): boolean {
  return isBypassing(requestHeaders(context).get("Cookie"), requestServices(context).secret);
}

/**
 * Whether a Cookie header is such an author's. Signed and dated: nobody else can have every page computed anew.
 * @param secret the application's
 */
export function isBypassing(header: string | null | undefined, secret: string): boolean {
  const value = cookieValue(header, name);
  const until = value && verifyValue(value, name, secret);
  return Number(until) * 1000 > Date.now();
}
