import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { newId } from "#app/db/new-id.ts";
import { invite } from "#app/domains/people/commands.server.ts";
import { inviteSchema } from "#app/domains/people/forms.ts";
import { invitationUrl, peopleUrl } from "#app/domains/people/people-urls.ts";
import { listFreeBusinesses } from "#app/domains/people/queries.server.ts";
import { assignableRoles } from "#app/domains/people/role-rules.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { newInvitationLink } from "#app/server/invitation-link.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, ErrorSummary, PageHeader, SelectField, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/invite.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, organization, role } = await requireMember(context, params.organization, "people.manage");
  const businesses = await listFreeBusinesses(caller, {});
  return { slug: organization.slug, roles: assignableRoles(role), businesses };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "people.manage");
  const submission = await parseForm(request, inviteSchema);
  if (submission.status !== "success") return invalidForm(submission);
  const { email, role, menteeId } = submission.value;
  const named = { organizationId: organization.id, invitationId: newId() };
  const link = newInvitationLink(context, named);
  try {
    await invite(caller, {
      ...link,
      invitationId: named.invitationId,
      email,
      role,
      menteeId: (role === "mentee" && menteeId) || null,
    });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, invitationUrl(organization.slug, named.invitationId), {
    tone: "good",
    message: link.mail ? "people.flash.invitedByMail" : "people.flash.invited",
    params: [email],
  });
}

export default function Invite({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, roles, businesses } = loaderData;
  const { m } = useI18n();
  const t = m.people.invite;
  const { form, field, errors } = useFields(inviteSchema, {
    lastResult: actionData,
    labels: t,
    defaultValue: { role: "mentor" },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} trail={[{ label: m.people.title, href: peopleUrl(slug) }]} />
      <p className="mb-8 max-w-prose text-muted">{t.text}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" {...getFormProps(form)} className="grid max-w-xl gap-6">
        <TextField label={t.email} {...field("email")} type="email" autoComplete="off" />
        <SelectField
          label={t.role}
          hint={t.roleHint}
          {...field("role")}
          options={roles.map((role) => ({ value: role, label: m.people.roles[role] }))}
        />
        {businesses.length > 0 && (
          <SelectField
            label={t.menteeId}
            hint={t.menteeIdHint}
            optional
            {...field("menteeId")}
            blank={m.common.none}
            options={businesses.map(({ id, businessName, cohortName }) => ({
              value: id,
              label: `${businessName} · ${cohortName}`,
            }))}
          />
        )}
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t.submit}</SubmitButton>
          <ButtonLink to={peopleUrl(slug)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}
