import { changeEmail } from "#app/domains/accounts/commands.server.ts";
import { changeEmailSchema } from "#app/domains/accounts/forms.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestFacts, requestServices } from "#app/server/request-context.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/email.ts";
import { AccountPage } from "./account-page.tsx";
import { loadAccount } from "./load-account.server.ts";

const hidden = ["currentPassword"];

export function loader({ context }: Route.LoaderArgs) {
  return loadAccount(context);
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  if (!sendsMail(context)) throw httpError(404);
  const submission = await parseForm(request, changeEmailSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  const { locale } = requestFacts(context);
  const { secret } = requestServices(context);
  try {
    await changeEmail(caller, { ...submission.value, locale, secret });
  } catch (error) {
    return refuseAttempt(context, submission, error, hidden);
  }
  return redirectWithFlash(context, "/account", {
    tone: "good",
    message: "mailLinks.flash.linkSent",
    params: [submission.value.email],
  });
}

export default function Email({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <AccountPage
      account={loaderData}
      emailResult={actionData?.result}
      retryMinutes={actionData?.retryMinutes}
    />
  );
}
