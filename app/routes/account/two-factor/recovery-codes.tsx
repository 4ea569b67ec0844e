import { renewRecoveryCodes } from "#app/domains/accounts/commands.server.ts";
import { passwordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestBrowser } from "#app/server/session.server.ts";
import type { Route } from "./+types/recovery-codes.ts";
import { keepNowhere } from "./keep-nowhere.server.ts";
import { PasswordPage } from "./password-page.tsx";
import { RecoveryCodes } from "./recovery-codes-page.tsx";
import { requireTwoFactor } from "./require-two-factor.server.ts";

const hidden = ["currentPassword"];

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireTwoFactor(context);
  return { email: user.email };
}

/** Answers with the codes themselves: no other address ever shows them. */
export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireTwoFactor(context);
  const submission = await parseForm(request, passwordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  try {
    const browser = requestBrowser(context);
    const codes = await renewRecoveryCodes(caller, { ...submission.value, browser });
    keepNowhere(context);
    return { codes };
  } catch (error) {
    return refuseAttempt(context, submission, error, hidden);
  }
}

export default function NewRecoveryCodes({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const { email } = loaderData;
  if (actionData && "codes" in actionData) return <RecoveryCodes email={email} codes={actionData.codes} />;
  return <PasswordPage words={m.twoFactor.renew} email={email} refused={actionData} />;
}
