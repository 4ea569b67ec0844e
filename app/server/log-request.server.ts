import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { AnsweredRequest } from "./observe/observer.ts";
import type { RequestFacts } from "./request-context.server.ts";

/** The same for whoever counts. */
export function answeredRequest(
  req: IncomingMessage,
  res: ServerResponse,
  facts: RequestFacts,
): AnsweredRequest {
  const { method = "" } = req;
  const { route, roundTrips, timings } = facts;
  return { method, route, status: res.statusCode, milliseconds: timings.elapsed(), roundTrips };
}

/** One record for a request, when its answer is out or its reader has gone: never the address, the query or who asked. */
export function logRequest(log: Logger, req: IncomingMessage, res: ServerResponse, facts: RequestFacts) {
  const record = {
    requestId: facts.id,
    method: req.method,
    route: facts.route ?? "(none)",
    status: res.statusCode,
    milliseconds: Math.round(facts.timings.elapsed() * 10) / 10,
    ...(res.writableFinished ? {} : { aborted: true }),
  };
  if (facts.route?.startsWith("/health/")) log.debug(record, "request");
  else log.info(record, "request");
}
