import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestFacts } from "./request-context.server.ts";

/** One record for a request, when its answer is out or its reader has gone: never the address, the query or who asked. */
export function logRequest(req: IncomingMessage, res: ServerResponse, facts: RequestFacts) {
  const record = {
    method: req.method,
    route: facts.route ?? "(none)",
    status: res.statusCode,
    milliseconds: Math.round(facts.timings.elapsed() * 10) / 10,
    ...(res.writableFinished ? {} : { aborted: true }),
  };
  if (facts.route?.startsWith("/health/")) facts.log.debug(record, "request");
  else facts.log.info(record, "request");
}
