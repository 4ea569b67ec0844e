import { Form } from "react-router";
import { renewInvitation } from "#app/domains/people/commands.server.ts";
import { invitationUrl, peopleUrl } from "#app/domains/people/people-urls.ts";
import type { InvitationRow } from "#app/domains/people/queries.server.ts";
import { mayAssign } from "#app/domains/people/role-rules.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invitationAddress, newInvitationLink } from "#app/server/invitation-link.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import {
  ConfirmLink,
  CopyField,
  DefinitionList,
  Flash,
  PageHeader,
  Section,
  SubmitButton,
} from "#app/ui/index.ts";
import type { Route } from "./+types/invitation.ts";
import { requireInvitation, requireInvitationId } from "./find-person.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { invitation, organization, role } = await requireInvitation(context, params);
  const named = { organizationId: organization.id, invitationId: invitation.id };
  const isOpen = invitation.expiresAt.getTime() > Date.now();
  // Whoever could not have sent it must not get hold of it either.
  const mayChange = mayAssign(role, invitation.role);
  const link =
    isOpen && mayChange
      ? invitationAddress(context, { ...named, expiresAt: invitation.expiresAt })
      : undefined;
  return { invitation, organization, isOpen, mayChange, link, sendsMail: sendsMail(context) };
}

/** A new link, which lasts anew. */
export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, invitationId } = await requireInvitationId(context, params);
  const link = newInvitationLink(context, { organizationId: organization.id, invitationId });
  await renewInvitation(caller, { invitationId, ...link });
  return redirectWithFlash(context, invitationUrl(organization.slug, invitationId), {
    tone: "good",
    message: link.mail ? "people.flash.renewedByMail" : "people.flash.renewed",
  });
}

export default function Invitation({ loaderData }: Route.ComponentProps) {
  const { invitation, organization, isOpen, mayChange, link, sendsMail } = loaderData;
  const { m } = useI18n();
  const t = m.people.invitations;
  const { slug } = organization;
  const url = invitationUrl(slug, invitation.id);
  return (
    <>
      <title>{m.common.pageTitle(t.titleOf(invitation.email))}</title>
      <PageHeader
        title={t.titleOf(invitation.email)}
        trail={[{ label: m.people.title, href: peopleUrl(slug) }]}
        actions={
          mayChange && (
            <ConfirmLink
              href={`${url}/revoke`}
              action={`${url}/revoke`}
              title={t.revokeTitle}
              text={t.revokeText(invitation.email)}
              confirmLabel={t.revoke}
            >
              {t.revoke}
            </ConfirmLink>
          )
        }
      />
      {!isOpen && <Flash tone="warn">{t.expiredText}</Flash>}
      <div className="max-w-3xl">
        {link !== undefined && (
          <Section
            title={t.link}
            description={(sendsMail ? t.mailedText : t.linkText)(invitation.email)}
            className="mb-10"
          >
            <CopyField label={t.link} value={link} />
            {sendsMail && (
              <Form method="post" action={`${url}/mail`} className="mt-4">
                <SubmitButton action={`${url}/mail`} look="quiet">
                  {t.mailAgain}
                </SubmitButton>
              </Form>
            )}
          </Section>
        )}
        <Facts invitation={invitation} timeZone={organization.timeZone} />
        {mayChange && (
          <Form method="post" className="mt-8">
            <SubmitButton look="quiet">{t.renew}</SubmitButton>
            <p className="mt-2 text-muted text-sm">{t.renewHint}</p>
          </Form>
        )}
      </div>
    </>
  );
}

function Facts({ invitation, timeZone }: { invitation: InvitationRow; timeZone: string }) {
  const { m, f } = useI18n();
  const t = m.people.columns;
  const { email, role, business, inviterName, expiresAt } = invitation;
  return (
    <DefinitionList
      items={[
        { term: t.email, detail: email },
        { term: t.role, detail: m.people.roles[role] },
        ...(role === "mentee" ? [{ term: m.people.mentee, detail: business }] : []),
        { term: t.invitedBy, detail: inviterName },
        { term: t.expires, detail: f.dateTime(expiresAt.toISOString(), timeZone) },
      ]}
    />
  );
}
