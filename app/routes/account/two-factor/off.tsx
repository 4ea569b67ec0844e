import { turnOffTwoFactor } from "#app/domains/accounts/commands.server.ts";
import { passwordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { keepSession, requestBrowser } from "#app/server/session.server.ts";
import type { Route } from "./+types/off.ts";
import { PasswordPage } from "./password-page.tsx";
import { requireTwoFactor } from "./require-two-factor.server.ts";

const hidden = ["currentPassword"];

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireTwoFactor(context);
  return { email: user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireTwoFactor(context);
  const submission = await parseForm(request, passwordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  try {
    const browser = requestBrowser(context);
    keepSession(
      context,
      await turnOffTwoFactor(caller, { ...submission.value, browser, locale: mailLocale(context) }),
    );
  } catch (error) {
    return refuseAttempt(context, submission, error, hidden);
  }
  return redirectWithFlash(context, "/account", { tone: "good", message: "twoFactor.flash.off" });
}

export default function TurnOffTwoFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  return (
    <PasswordPage words={m.twoFactor.turnOff} look="danger" email={loaderData.email} refused={actionData} />
  );
}
