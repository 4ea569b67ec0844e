import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { newId } from "#app/db/new-id.ts";
import { cohortsUrl, cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { createCohort } from "#app/domains/cohorts/commands.server.ts";
import { newCohortForm } from "#app/domains/cohorts/forms.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ErrorSummary, FormActions, PageHeader } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/new.ts";
import { CohortFields } from "./cohort-fields.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, params.organization, "cohorts.manage");
  return { slug: organization.slug, today: today(organization.timeZone), cohortId: newId() };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "cohorts.manage");
  const submission = await parseForm(request, newCohortForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { cohortId, ...facts } = submission.value;
  try {
    const made = await createCohort(caller, { cohortId, facts });
    return redirectWithFlash(context, cohortUrl(organization.slug, made.cohortId), {
      tone: "good",
      message: "cohorts.flash.created",
    });
  } catch (error) {
    return invalidField(submission, error);
  }
}

export default function NewCohort({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, today, cohortId } = loaderData;
  const { m } = useI18n();
  const { form, field, errors } = useFields(newCohortForm, {
    lastResult: actionData,
    labels: m.cohorts.fields,
    defaultValue: { cohortId, startsOn: today },
  });
  const { id, name, defaultValue } = field("cohortId");
  return (
    <>
      <title>{m.common.pageTitle(m.cohorts.new)}</title>
      <PageHeader title={m.cohorts.new} trail={[{ label: m.cohorts.title, href: cohortsUrl(slug) }]} />
      <Form method="post" {...getFormProps(form)} className="max-w-2xl">
        <ErrorSummary errors={errors} />
        <input type="hidden" id={id} name={name} defaultValue={defaultValue} />
        <CohortFields field={field} />
        <FormActions cancelHref={cohortsUrl(slug)} />
      </Form>
    </>
  );
}
