import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { editMentee } from "#app/domains/mentees/commands.server.ts";
import { editMenteeForm } from "#app/domains/mentees/forms.ts";
import type { MenteeFacts } from "#app/domains/mentees/mentee-facts.ts";
import { menteesUrl, menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { listFreeMentees } from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ErrorSummary, Flash, FormActions, KeptInputs, PageHeader, VersionTable } from "#app/ui/index.ts";
import { useEditFields } from "#app/use-edit-fields.ts";
import type { Route } from "./+types/edit.ts";
import { requireMentee, requireMenteeId } from "./find-mentee.server.ts";
import { MenteeFields } from "./mentee-fields.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, mentee, organization } = await requireMentee(context, params, "mentees.manage");
  const [cohorts, people] = await Promise.all([
    listCohorts(caller, { including: mentee.cohortId }),
    listFreeMentees(caller, { including: mentee.id }),
  ]);
  return { mentee, cohorts, people, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, menteeId } = await requireMenteeId(context, params, "mentees.manage");
  const submission = await parseForm(request, editMenteeForm);
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { version, ...facts } = submission.value;
  try {
    await editMentee(caller, { menteeId, version, facts });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { mentee: saved } = await requireMentee(context, params, "mentees.manage");
    return outdatedEdit(submission.reply({ formErrors: ["conflict"] }), { yours: facts, saved });
  }
  return redirectWithFlash(context, menteeUrl(organization.slug, menteeId), {
    tone: "good",
    message: "mentees.flash.saved",
  });
}

export default function EditMentee(props: Route.ComponentProps) {
  const { mentee, slug } = props.loaderData;
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(m.mentees.editOf(mentee.businessName))}</title>
      <PageHeader
        title={m.mentees.edit}
        trail={[
          { label: m.mentees.title, href: menteesUrl(slug) },
          { label: mentee.businessName, href: menteeUrl(slug, mentee.id) },
        ]}
      />
      {/* Anew after a conflict: fields that were left alone then hold something else. */}
      <EditMenteeForm key={`${mentee.id} ${props.actionData?.conflict?.saved.version ?? ""}`} {...props} />
    </>
  );
}

const valuesOf = ({ businessName, cohortId, joinedOn, userId }: MenteeFacts) => ({
  ...{ businessName, cohortId, joinedOn },
  userId: userId ?? "",
});

function EditMenteeForm({ loaderData, actionData }: Route.ComponentProps) {
  const { mentee, cohorts, people, slug } = loaderData;
  const { result, conflict } = actionData ?? {};
  const { m } = useI18n();
  const { form, field, errors, seen } = useEditFields(editMenteeForm, {
    record: mentee,
    saved: conflict?.saved,
    valuesOf,
    seenOf: ({ version }) => ({ version }),
    lastResult: result,
    labels: m.mentees.fields,
  });
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      {conflict ? (
        <>
          <Flash tone="bad" answer={conflict}>
            {m.mentees.conflict}
          </Flash>
          <MenteeVersions {...conflict} cohorts={cohorts} people={people} />
        </>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <KeptInputs pairs={Object.entries(seen)} />
      <MenteeFields field={field} cohorts={cohorts} people={people} moves />
      <FormActions cancelHref={menteeUrl(slug, mentee.id)} />
    </Form>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function MenteeVersions({
  yours,
  saved,
  cohorts,
  people,
}: { yours: MenteeFacts; saved: MenteeFacts } & Pick<Loaded, "cohorts" | "people">) {
  const { m, f } = useI18n();
  const t = m.mentees.fields;
  const row = (label: string, read: (facts: MenteeFacts) => string) => ({
    label,
    yours: read(yours),
    saved: read(saved),
  });
  return (
    <VersionTable
      rows={[
        row(t.businessName, ({ businessName }) => businessName),
        row(t.cohortId, ({ cohortId }) => cohorts.find(({ id }) => id === cohortId)?.name ?? ""),
        row(t.joinedOn, ({ joinedOn }) => f.date(joinedOn)),
        row(t.userId, ({ userId }) => people.find((one) => one.userId === userId)?.name ?? ""),
      ]}
    />
  );
}
