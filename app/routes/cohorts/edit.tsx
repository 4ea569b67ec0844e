import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import type { CohortFacts } from "#app/domains/cohorts/cohort-facts.ts";
import { cohortsUrl, cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { editCohort } from "#app/domains/cohorts/commands.server.ts";
import { editCohortForm } from "#app/domains/cohorts/forms.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ErrorSummary, Flash, FormActions, KeptInputs, PageHeader, VersionTable } from "#app/ui/index.ts";
import { useEditFields } from "#app/use-edit-fields.ts";
import type { Route } from "./+types/edit.ts";
import { CohortFields } from "./cohort-fields.tsx";
import { requireCohort, requireCohortId } from "./find-cohort.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { cohort, organization } = await requireCohort(context, params, "cohorts.manage");
  return { cohort, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, cohortId } = await requireCohortId(context, params, "cohorts.manage");
  const submission = await parseForm(request, editCohortForm);
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { version, ...facts } = submission.value;
  try {
    await editCohort(caller, { cohortId, version, facts });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { cohort: saved } = await requireCohort(context, params, "cohorts.manage");
    return outdatedEdit(submission.reply({ formErrors: ["conflict"] }), { yours: facts, saved });
  }
  return redirectWithFlash(context, cohortUrl(organization.slug, cohortId), {
    tone: "good",
    message: "cohorts.flash.saved",
  });
}

export default function EditCohort(props: Route.ComponentProps) {
  const { cohort, slug } = props.loaderData;
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(m.cohorts.editOf(cohort.name))}</title>
      <PageHeader
        title={m.cohorts.edit}
        trail={[
          { label: m.cohorts.title, href: cohortsUrl(slug) },
          { label: cohort.name, href: cohortUrl(slug, cohort.id) },
        ]}
      />
      {/* Anew after a conflict: fields that were left alone then hold something else. */}
      <EditCohortForm key={`${cohort.id} ${props.actionData?.conflict?.saved.version ?? ""}`} {...props} />
    </>
  );
}

const valuesOf = ({ name, startsOn, endsOn }: CohortFacts) => ({ name, startsOn, endsOn: endsOn ?? "" });

function EditCohortForm({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, slug } = loaderData;
  const { result, conflict } = actionData ?? {};
  const { m } = useI18n();
  const { form, field, errors, seen } = useEditFields(editCohortForm, {
    record: cohort,
    saved: conflict?.saved,
    valuesOf,
    seenOf: ({ version }) => ({ version }),
    lastResult: result,
    labels: m.cohorts.fields,
  });
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      {conflict ? (
        <>
          <Flash tone="bad" answer={conflict}>
            {m.cohorts.conflict}
          </Flash>
          <CohortVersions {...conflict} />
        </>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <KeptInputs pairs={Object.entries(seen)} />
      <CohortFields field={field} />
      <FormActions cancelHref={cohortUrl(slug, cohort.id)} />
    </Form>
  );
}

function CohortVersions({ yours, saved }: { yours: CohortFacts; saved: CohortFacts }) {
  const { m, f } = useI18n();
  const t = m.cohorts.fields;
  const row = (label: string, read: (facts: CohortFacts) => string) => ({
    label,
    yours: read(yours),
    saved: read(saved),
  });
  return (
    <VersionTable
      rows={[
        row(t.name, ({ name }) => name),
        row(t.startsOn, ({ startsOn }) => f.date(startsOn)),
        row(t.endsOn, ({ endsOn }) => (endsOn === null ? "" : f.date(endsOn))),
      ]}
    />
  );
}
