import { redirect } from "react-router";
import { TooManyAttemptsError } from "#app/domains/accounts/too-many-attempts-error.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { mailInvitation } from "#app/domains/people/commands.server.ts";
import { invitationUrl } from "#app/domains/people/people-urls.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import type { Route } from "./+types/mail-invitation.ts";
import { requireInvitation, requireInvitationId } from "./find-person.server.ts";

/** Sends the invitation by e-mail once more. */
export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, invitationId } = await requireInvitationId(context, params);
  if (!sendsMail(context)) throw httpError(404);
  const url = invitationUrl(organization.slug, invitationId);
  try {
    await mailInvitation(caller, { invitationId, secret: requestServices(context).secret });
  } catch (error) {
    const warn = (message: "people.flash.mailedTooOften" | "people.flash.mailedTooLate") =>
      redirectWithFlash(context, url, { tone: "warn", message });
    if (error instanceof TooManyAttemptsError) return warn("people.flash.mailedTooOften");
    // The page says that it has expired, and offers a new link.
    if (error instanceof ConflictError) return warn("people.flash.mailedTooLate");
    throw error;
  }
  return redirectWithFlash(context, url, { tone: "good", message: "people.flash.mailed" });
}

export async function loader({ context, params }: Route.LoaderArgs) {
  const { invitation, organization } = await requireInvitation(context, params);
  throw redirect(invitationUrl(organization.slug, invitation.id));
}
