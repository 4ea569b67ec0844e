import { type DescribedError, describeError } from "#app/describe-error.ts";
import type { AnyJob, JobContext } from "./define-job.ts";

/** One attempt at a job that did not work. */
export interface FailedAttempt {
  job: string;
  id: string;
  /** 1 for the first */
  attempt: number;
  /** none is left: it waits for an operator */
  last: boolean;
  error: DescribedError;
}

export interface Attempt {
  id: string;
  data: unknown;
  retryCount: number;
}

/** What is stored of an error for an operator: without the values that were being worked on. */
class JobError extends Error {
  override name = "JobError";
}

/**
 * Makes one attempt.
 * @throws JobError, which may be stored and shown
 */
export async function perform(
  job: AnyJob,
  { id, data, retryCount }: Attempt,
  context: JobContext,
  onFailure: (failed: FailedAttempt) => void,
): Promise<void> {
  try {
    await job.run(context, job.data.parse(data));
  } catch (error) {
    const described = describeError(error);
    const last = retryCount >= job.retries.times;
    onFailure({ job: job.name, id, attempt: retryCount + 1, last, error: described });
    const told = new JobError(inALine(described));
    delete told.stack;
    throw told;
  }
}

function inALine({ type, code, constraint, message }: DescribedError): string {
  const place = [code, constraint].filter(Boolean).join(" ");
  return [type, place && ` (${place})`, message && `: ${message.split("\n")[0]}`].filter(Boolean).join("");
}
