import { changePassword } from "#app/domains/accounts/commands.server.ts";
import { changePasswordSchema } from "#app/domains/accounts/forms.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { keepSession, requestBrowser, requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/password.ts";
import { AccountPage } from "./account-page.tsx";
import { loadAccount } from "./load-account.server.ts";

const hidden = ["currentPassword", "newPassword"];

export function loader({ context }: Route.LoaderArgs) {
  return loadAccount(context);
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  const submission = await parseForm(request, changePasswordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  try {
    const browser = requestBrowser(context);
    keepSession(
      context,
      await changePassword(caller, { ...submission.value, browser, locale: mailLocale(context) }),
    );
  } catch (error) {
    return refuseAttempt(context, submission, error, hidden);
  }
  return redirectWithFlash(context, "/account", { tone: "good", message: "auth.flash.passwordChanged" });
}

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <AccountPage
      account={loaderData}
      passwordResult={actionData?.result}
      retryMinutes={actionData?.retryMinutes}
    />
  );
}
