import { renewRecoveryCodes } from "#app/domains/accounts/commands.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { Route } from "./+types/recovery-codes.ts";
import { answerPassword } from "./answer-password.server.ts";
import { keepNowhere } from "./keep-nowhere.server.ts";
import { PasswordPage } from "./password-page.tsx";
import { RecoveryCodes } from "./recovery-codes-page.tsx";
import { requireTwoFactor } from "./require-two-factor.server.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireTwoFactor(context);
  return { email: user.email };
}

/** Answers with the codes themselves: no other address ever shows them. */
export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireTwoFactor(context);
  return answerPassword({ request, context }, async (asked) => {
    const codes = await renewRecoveryCodes(caller, asked);
    keepNowhere(context);
    return { codes };
  });
}

export default function NewRecoveryCodes({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const { email } = loaderData;
  if (actionData && "codes" in actionData) return <RecoveryCodes email={email} codes={actionData.codes} />;
  return <PasswordPage words={m.twoFactor.renew} email={email} refused={actionData} />;
}
