import { redirect } from "react-router";
import { setUpTwoFactor } from "#app/domains/accounts/commands.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/set-up.ts";
import { answerPassword } from "./answer-password.server.ts";
import { PasswordPage } from "./password-page.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireOff(context);
  return { email: user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireOff(context);
  return answerPassword({ request, context }, async (asked) => {
    try {
      await setUpTwoFactor(caller, asked);
    } catch (error) {
      if (error instanceof ConflictError) return redirect("/account", 303);
      throw error;
    }
    return redirect("/account/two-factor/confirmation", 303);
  });
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
