import { redirect } from "react-router";
import { requestConfirmation } from "#app/domains/accounts/commands.server.ts";
import { TooManyAttemptsError } from "#app/domains/accounts/too-many-attempts-error.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requestFacts, requestServices } from "#app/server/request-context.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/email-confirmation.ts";

/** Sends a link that confirms the address of who is signed in. */
export async function action({ context }: Route.ActionArgs) {
  const { caller, user } = await requireAccount(context);
  if (!sendsMail(context)) throw httpError(404);
  const { email } = user;
  try {
    const { secret } = requestServices(context);
    await requestConfirmation(caller, { email, locale: requestFacts(context).locale, secret });
  } catch (error) {
    if (!(error instanceof TooManyAttemptsError)) throw error;
    return redirectWithFlash(context, "/account", { tone: "warn", message: "mailLinks.flash.tooOften" });
  }
  return redirectWithFlash(context, "/account", {
    tone: "good",
    message: "mailLinks.flash.linkSent",
    params: [email],
  });
}

/** Nobody is sent here but by a form. */
export async function loader({ context }: Route.LoaderArgs) {
  await requireAccount(context);
  throw redirect("/account");
}
