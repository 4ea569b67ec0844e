import type { Submission } from "@conform-to/react";
import { data } from "react-router";
import { TooManyAttemptsError } from "#app/domains/accounts/too-many-attempts-error.ts";
import { invalidField } from "./form.server.ts";

/**
 * The answer to a form of credentials that a command refused: 400 with the complaint beside its field, or 429 with the minutes
 * until it may be tried again. Rethrows any other error.
 * @param hide fields that hold passwords
 */
export function refuseAttempt(
  submission: Pick<Submission<unknown, string[], unknown>, "reply">,
  error: unknown,
  hide: string[],
) {
  if (!(error instanceof TooManyAttemptsError)) {
    const { data: result } = invalidField(submission, error, hide);
    return data({ result, retryMinutes: 0 }, { status: 400 });
  }
  const seconds = Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000));
  const result = submission.reply({ formErrors: ["tooManyAttempts"], hideFields: hide });
  return data(
    { result, retryMinutes: Math.ceil(seconds / 60) },
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );
}
