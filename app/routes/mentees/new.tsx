import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { cohortsUrl } from "#app/domains/cohorts/cohort-list.ts";
import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { createMentee } from "#app/domains/mentees/commands.server.ts";
import { newMenteeForm } from "#app/domains/mentees/forms.ts";
import { menteesUrl, menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { listFreeMentees } from "#app/domains/people/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, EmptyState, ErrorSummary, FormActions, PageHeader } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/new.ts";
import { MenteeFields } from "./mentee-fields.tsx";

/** The cohort whose page the reader comes from. */
const search = z.object({ cohort: z.uuid().optional() });

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "mentees.manage");
  const { cohort } = parseSearch(url.searchParams, search);
  const [cohorts, people] = await Promise.all([listCohorts(caller, {}), listFreeMentees(caller, {})]);
  const { slug, timeZone } = organization;
  return { slug, cohort, cohorts, people, today: today(timeZone), menteeId: newId() };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "mentees.manage");
  const submission = await parseForm(request, newMenteeForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { menteeId, ...facts } = submission.value;
  try {
    const made = await createMentee(caller, { menteeId, facts });
    return redirectWithFlash(context, menteeUrl(organization.slug, made.menteeId), {
      tone: "good",
      message: "mentees.flash.created",
    });
  } catch (error) {
    return invalidField(submission, error);
  }
}

export default function NewMentee({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, cohorts } = loaderData;
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(m.mentees.new)}</title>
      <PageHeader title={m.mentees.new} trail={[{ label: m.mentees.title, href: menteesUrl(slug) }]} />
      {cohorts.length === 0 ? (
        <EmptyState
          title={m.mentees.noCohorts}
          action={<ButtonLink to={`${cohortsUrl(slug)}/new`}>{m.cohorts.new}</ButtonLink>}
        >
          {m.mentees.noCohortsHint}
        </EmptyState>
      ) : (
        <NewMenteeForm loaderData={loaderData} actionData={actionData} />
      )}
    </>
  );
}

function NewMenteeForm({ loaderData, actionData }: Pick<Route.ComponentProps, "loaderData" | "actionData">) {
  const { slug, cohort, cohorts, people, today, menteeId } = loaderData;
  const { m } = useI18n();
  const [only, ...others] = cohorts;
  const { form, field, errors } = useFields(newMenteeForm, {
    lastResult: actionData,
    labels: m.mentees.fields,
    defaultValue: {
      menteeId,
      cohortId: cohort ?? (only && others.length === 0 ? only.id : ""),
      joinedOn: today,
    },
  });
  const { id, name, defaultValue } = field("menteeId");
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      <ErrorSummary errors={errors} />
      <input type="hidden" id={id} name={name} defaultValue={defaultValue} />
      <MenteeFields field={field} cohorts={cohorts} people={people} />
      <FormActions cancelHref={menteesUrl(slug)} />
    </Form>
  );
}
