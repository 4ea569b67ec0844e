import { turnOffTwoFactor } from "#app/domains/accounts/commands.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { keepSession } from "#app/server/session.server.ts";
import type { Route } from "./+types/off.ts";
import { answerPassword } from "./answer-password.server.ts";
import { PasswordPage } from "./password-page.tsx";
import { requireTwoFactor } from "./require-two-factor.server.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireTwoFactor(context);
  return { email: user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireTwoFactor(context);
  return answerPassword({ request, context }, async (asked) => {
    keepSession(context, await turnOffTwoFactor(caller, { ...asked, locale: mailLocale(context) }));
    return redirectWithFlash(context, "/account", { tone: "good", message: "twoFactor.flash.off" });
  });
}

export default function TurnOffTwoFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  return (
    <PasswordPage words={m.twoFactor.turnOff} look="danger" email={loaderData.email} refused={actionData} />
  );
}
