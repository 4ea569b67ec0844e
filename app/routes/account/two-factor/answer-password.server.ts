import { passwordSchema } from "#app/domains/accounts/forms.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requestBrowser } from "#app/server/session.server.ts";

interface Sent {
  request: Request;
  context: RequestContext;
}

interface Asked {
  currentPassword: string;
  browser: ReturnType<typeof requestBrowser>;
}

const hidden = ["currentPassword"];

/** Answers the form of a `PasswordPage`: does something with the password, or says why it was refused. */
export async function answerPassword<Answer>(
  { request, context }: Sent,
  work: (asked: Asked) => Promise<Answer>,
) {
  const submission = await parseForm(request, passwordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  try {
    return await work({ ...submission.value, browser: requestBrowser(context) });
  } catch (error) {
    return refuseAttempt(context, submission, error, hidden);
  }
}
