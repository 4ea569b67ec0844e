import type { ServerResponse } from "node:http";
import { contentSecurityPolicy } from "../content-security-policy.server.ts";
import type { RequestFacts } from "../request-context.server.ts";
import { securityHeaders } from "../security-headers.server.ts";
import type { Visit } from "./kept-pages.server.ts";

/** What decides about a page beside its address, for whoever keeps answers. */
export const variesBy = "Cookie, Accept-Language";

/** Without a Content-Security-Policy: a browser would apply its new nonce to the page that it kept. */
export function sendNotModified(res: ServerResponse, facts: RequestFacts, entityTag: string) {
  res.writeHead(304, headers(facts, entityTag, [])).end();
}

/** @param how.gzip whether the reader takes it; else the page goes as it is */
export function sendPage(
  res: ServerResponse,
  facts: RequestFacts,
  { reader, page }: Visit,
  { gzip, entityTag }: { gzip: boolean; entityTag: string | undefined },
) {
  const { nonce, id, secure } = facts;
  const personal = { name: reader.name, nonce, id };
  const body = gzip ? page.finished.gzip(personal) : page.finished.plain(personal);
  const ofPage: [string, string][] = [
    ["Content-Type", "text/html; charset=utf-8"],
    ["Content-Length", String(body.length)],
    ["Content-Security-Policy", contentSecurityPolicy({ nonce, secure, development: false })],
  ];
  if (gzip) ofPage.push(["Content-Encoding", "gzip"]);
  res.writeHead(200, headers(facts, entityTag, ofPage)).end(body);
}

function headers(
  { id, secure, timings }: RequestFacts,
  entityTag: string | undefined,
  more: [string, string][],
): string[] {
  const all = [
    ...securityHeaders(secure),
    ...more,
    ["Cache-Control", "private, no-cache"],
    ["Vary", `${variesBy}, Accept-Encoding`],
    ["X-Request-Id", id],
    ["Server-Timing", timings.header()],
  ];
  if (entityTag !== undefined) all.push(["ETag", entityTag]);
  return all.flat();
}
