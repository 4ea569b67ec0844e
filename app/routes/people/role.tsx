import { getFormProps } from "@conform-to/react";
import { data, Form } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { changeRole } from "#app/domains/people/commands.server.ts";
import { roleSchema } from "#app/domains/people/forms.ts";
import { LastOwnerError } from "#app/domains/people/last-owner-error.ts";
import { peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
import { listFreeBusinesses } from "#app/domains/people/queries.server.ts";
import { assignableRoles } from "#app/domains/people/role-rules.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { ErrorSummary, FormActions, PageHeader, SelectField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import { useSeen } from "#app/use-seen.ts";
import type { Route } from "./+types/role.ts";
import { requireAssignable, requirePerson } from "./find-member.server.ts";
import { OutdatedNotice } from "./outdated-notice.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, person, organization, role } = await requireAssignable(context, params);
  const businesses = await listFreeBusinesses(caller, {});
  return { person, slug: organization.slug, roles: assignableRoles(role), businesses };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, person, organization } = await requireAssignable(context, params);
  const submission = await parseForm(request, roleSchema);
  if (submission.status !== "success") return refused(invalidForm(submission));
  const { role, menteeId, seen } = submission.value;
  const { userId } = person;
  let before: Awaited<ReturnType<typeof changeRole>>;
  try {
    before = await changeRole(caller, {
      userId,
      role,
      seen,
      menteeId: (role === "mentee" && menteeId) || null,
    });
  } catch (error) {
    if (error instanceof LastOwnerError) {
      return refused(invalidForm(submission, { fields: { role: ["lastOwner"] } }));
    }
    if (!(error instanceof ConflictError)) return refused(invalidField(submission, error));
    const { person: saved } = await requirePerson(context, params);
    return data({ result: submission.reply(), saved: saved.role }, { status: 409 });
  }
  return redirectWithFlash(context, personUrl(organization.slug, userId), {
    tone: "good",
    message: before && before.role !== role ? "people.flash.roleChanged" : "people.flash.saved",
    params: [person.name],
  });
}

function refused({ data: result, init }: ReturnType<typeof invalidForm>) {
  return data({ result, saved: undefined }, init ?? undefined);
}

export default function PersonRole(props: Route.ComponentProps) {
  const { person, slug } = props.loaderData;
  const { m } = useI18n();
  const t = m.people.person;
  return (
    <>
      <title>{m.common.pageTitle(t.roleOf(person.name))}</title>
      <PageHeader
        title={t.changeRole}
        trail={[
          { label: m.people.title, href: peopleUrl(slug) },
          { label: person.name, href: personUrl(slug, person.userId) },
        ]}
      />
      <RoleForm key={person.userId} {...props} />
    </>
  );
}

function RoleForm({ loaderData, actionData }: Route.ComponentProps) {
  const { person, slug, roles, businesses } = loaderData;
  const { result, saved } = actionData ?? {};
  const { m } = useI18n();
  const t = m.people;
  const { form, field, errors } = useFields(roleSchema, {
    lastResult: result,
    labels: t.invite,
    defaultValue: { role: person.role },
  });
  const { seen } = useSeen({ seen: person.role }, result, saved && { seen: saved });
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-xl">
      {saved ? <OutdatedNotice outdated={{ lastOwner: false, saved }} /> : <ErrorSummary errors={errors} />}
      <input type="hidden" name="seen" value={seen} />
      <div className="grid gap-6">
        <SelectField
          label={t.invite.role}
          hint={t.person.roleHint}
          {...field("role")}
          options={roles.map((role) => ({ value: role, label: t.roles[role] }))}
        />
        <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[8.5rem_minmax(0,1fr)]">
          {roles.map((role) => (
            <div key={role} className="contents">
              <dt className="font-semibold">{t.roles[role]}</dt>
              <dd className="text-muted">{t.person.roleText[role]}</dd>
            </div>
          ))}
        </dl>
        {businesses.length > 0 && (
          <SelectField
            label={t.invite.menteeId}
            hint={t.invite.menteeIdHint}
            optional
            {...field("menteeId")}
            blank={m.common.none}
            options={businesses.map(({ id, businessName, cohortName }) => ({
              value: id,
              label: `${businessName} · ${cohortName}`,
            }))}
          />
        )}
      </div>
      <FormActions cancelHref={personUrl(slug, person.userId)} />
    </Form>
  );
}
