import { revokeInvitation } from "#app/domains/people/commands.server.ts";
import { invitationUrl, peopleUrl } from "#app/domains/people/people-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/revoke.ts";
import { requireInvitation, requireInvitationId } from "./find-person.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { invitation, organization } = await requireInvitation(context, params);
  return { email: invitation.email, url: invitationUrl(organization.slug, invitation.id) };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, invitationId } = await requireInvitationId(context, params);
  await revokeInvitation(caller, { invitationId });
  return redirectWithFlash(context, peopleUrl(organization.slug), {
    tone: "good",
    message: "people.flash.revoked",
  });
}

export default function Revoke({ loaderData }: Route.ComponentProps) {
  const { email, url } = loaderData;
  const { m } = useI18n();
  const t = m.people.invitations;
  return (
    <>
      <title>{m.common.pageTitle(t.revokeTitle)}</title>
      <ConfirmPage
        title={t.revokeTitle}
        text={t.revokeText(email)}
        confirmLabel={t.revoke}
        action={`${url}/revoke`}
        cancelHref={url}
      />
    </>
  );
}
