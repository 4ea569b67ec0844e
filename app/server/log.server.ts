import { type Logger, pino } from "pino";
import { describeError } from "#app/describe-error.ts";
import type { Env } from "#app/env.server.ts";

/**
 * One JSON object a line on standard output. Records carry request ids and route patterns, never who asked or for
 * what: no addresses, no e-mails, no values of a query string, a form or an SQL parameter.
 */
export function createLog(env: Pick<Env, "logLevel">): Logger {
  return pino({
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeError },
  });
}
