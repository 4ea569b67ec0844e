import { redirect } from "react-router";
import { setUpTwoFactor } from "#app/domains/accounts/commands.server.ts";
import { passwordSchema } from "#app/domains/accounts/forms.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requestBrowser, requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/set-up.ts";
import { PasswordPage } from "./password-page.tsx";

const hidden = ["currentPassword"];

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireOff(context);
  return { email: user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireOff(context);
  const submission = await parseForm(request, passwordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  try {
    await setUpTwoFactor(caller, { ...submission.value, browser: requestBrowser(context) });
  } catch (error) {
    if (error instanceof ConflictError) return redirect("/account", 303);
    return refuseAttempt(context, submission, error, hidden);
  }
  return redirect("/account/two-factor/confirmation", 303);
}

/** Who is signed in and has no second step yet: @throws a redirect for who has one */
async function requireOff(context: RequestContext) {
  const account = await requireAccount(context);
  if (account.user.twoFactorEnabled) throw redirect("/account");
  return account;
}

export default function SetUpTwoFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  return <PasswordPage words={m.twoFactor.setUp} email={loaderData.email} refused={actionData} />;
}
