import type { Submission } from "@conform-to/react";
import { data } from "react-router";
import { TooManyAttemptsError } from "#app/domains/accounts/too-many-attempts-error.ts";
import { invalidField } from "./form.server.ts";
import { addResponseHeader, type RequestContext } from "./request-context.server.ts";

type AnySubmission = Pick<Submission<unknown, string[], unknown>, "reply">;

/**
 * The answer to a form of credentials that does not fit its schema.
 * @param hidden fields that hold passwords, which are not sent back
 */
export function refuseCredentials(submission: AnySubmission, hidden: string[]) {
  return data({ result: submission.reply({ hideFields: hidden }), retryMinutes: 0 }, { status: 400 });
}

/**
 * The answer to a form of credentials that a command refused: 400 with the complaint beside its field, or 429 with the minutes
 * until it may be tried again. Rethrows any other error.
 */
export function refuseAttempt(
  context: RequestContext,
  submission: AnySubmission,
  error: unknown,
  hidden: string[],
) {
  if (!(error instanceof TooManyAttemptsError)) {
    const { data: result } = invalidField(submission, error, hidden);
    return data({ result, retryMinutes: 0 }, { status: 400 });
  }
  const seconds = Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000));
  addResponseHeader(context, "Retry-After", String(seconds));
  const result = { ...submission.reply({ hideFields: hidden }), status: "error" as const };
  return data({ result, retryMinutes: Math.ceil(seconds / 60) }, { status: 429 });
}
