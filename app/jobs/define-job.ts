import type { z } from "zod";
import type { DataLayer } from "#app/domains/caller.ts";
import type { Mail } from "#app/mail/open-mail.server.ts";

/** What a job works with. */
export interface JobContext {
  data: DataLayer;
  /** Undefined where the installation sends no e-mails. */
  mail: Mail | undefined;
  /** The job took too long, was cancelled, or its runner must end: stop, and leave everything as it was. */
  signal: AbortSignal;
}

export interface JobDeclaration<Data> {
  /** `domain.verb`; names the queue, so another name is another queue. */
  name: string;
  /** Ids and plain facts: what is stored, and shown to operators. Nobody's name or address. */
  data: z.ZodType<Data>;
  /** Of what there is one at a time: of the jobs with one key, one waits at most and one runs at most. */
  key?: (data: Data) => string;
  /** When it is enqueued by itself, with nothing in it: a cron expression in UTC. Of such a job, too, one waits and one runs. */
  schedule?: string;
  /** After a failure; each waits about twice as long as the one before. */
  retries?: { times: number; afterSeconds: number; afterSecondsAtMost: number };
  /** How long one run may take, in seconds; then it is given up and tried again. */
  expireSeconds?: number;
  /** How long one that is over, whichever way, is kept to be looked at, in days. */
  keepDays?: number;
  /** Does it. May run more than once: a runner that dies after its work, before it could say so, leaves it to the next. */
  run: (context: JobContext, data: Data) => Promise<void>;
}

export interface Job<Data> extends Required<Omit<JobDeclaration<Data>, "key" | "schedule">> {
  readonly key: ((data: Data) => string) | undefined;
  readonly schedule: string | undefined;
}

/** One whose data only it knows, as runners hold it. */
// biome-ignore lint/suspicious/noExplicitAny: what is stored is parsed by the job's own schema before it is run.
export type AnyJob = Job<any>;

/** Declares work that is done later, by one runner, once or after a failure again: see docs/architecture.md. */
export function defineJob<Data>(declaration: JobDeclaration<Data>): Job<Data> {
  return {
    key: undefined,
    schedule: undefined,
    retries: { times: 5, afterSeconds: 10, afterSecondsAtMost: 3_600 },
    expireSeconds: 900,
    keepDays: 14,
    ...declaration,
  };
}
