import { queriesText, shownQueriesHeader } from "#app/shown-queries.ts";
import { closedPolicy, contentSecurityPolicy } from "./content-security-policy.server.ts";
import type { RequestFacts } from "./request-context.server.ts";
import { securityHeaders } from "./security-headers.server.ts";

/** Puts on a response what every response carries. The body is left alone. */
export function finishResponse(
  request: Request,
  response: Response,
  facts: RequestFacts,
  development: boolean,
): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of securityHeaders(facts.secure)) headers.set(name, value);
  for (const [name, value] of facts.responseHeaders) headers.append(name, value);
  headers.set("X-Request-Id", facts.id);
  const isPage = /^text\/html\b/.test(headers.get("Content-Type") ?? "");
  // A browser applies the headers of a 304 to the body it kept, whose nonce is an older one.
  if (response.status !== 304) {
    headers.set(
      "Content-Security-Policy",
      isPage ? contentSecurityPolicy({ ...facts, development }) : closedPolicy,
    );
  }
  if (isPage || new URL(request.url).pathname.endsWith(".data")) {
    headers.set("Server-Timing", facts.timings.header());
    if (facts.queries) headers.set(shownQueriesHeader, queriesText(facts.queries));
  }
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
