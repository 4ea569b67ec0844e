import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { cohortsUrl, cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { assignMentor } from "#app/domains/cohorts/commands.server.ts";
import { mentorForm } from "#app/domains/cohorts/forms.ts";
import { listMentors } from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import {
  AssignmentList,
  ButtonLink,
  Columns,
  ErrorSummary,
  PageHeader,
  Section,
  SelectField,
  SubmitButton,
} from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/mentors.ts";
import { requireCohort } from "./find-cohort.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, cohort, organization } = await requireCohort(context, params, "cohorts.manage");
  return { cohort, mentors: await listMentors(caller, {}), slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, cohort, organization } = await requireCohort(context, params, "cohorts.manage");
  const submission = await parseForm(request, mentorForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { userId } = submission.value;
  const mentors = submission.value.mentors === "yes";
  // Before: who is taken away is not among them afterwards.
  const name = [...cohort.mentors, ...(await listMentors(caller, {}))].find(
    (mentor) => mentor.userId === userId,
  )?.name;
  try {
    await assignMentor(caller, { cohortId: cohort.id, userId, mentors });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, `${cohortUrl(organization.slug, cohort.id)}/mentors`, {
    tone: "good",
    message: mentors ? "cohorts.flash.assigned" : "cohorts.flash.unassigned",
    params: [name ?? ""],
  });
}

export default function CohortMentors({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, slug } = loaderData;
  const { m } = useI18n();
  const t = m.cohorts.mentors;
  return (
    <>
      <title>{m.common.pageTitle(t.of(cohort.name))}</title>
      <PageHeader
        title={t.title}
        trail={[
          { label: m.cohorts.title, href: cohortsUrl(slug) },
          { label: cohort.name, href: cohortUrl(slug, cohort.id) },
        ]}
        actions={
          <ButtonLink to={cohortUrl(slug, cohort.id)} look="quiet">
            {m.common.back}
          </ButtonLink>
        }
      />
      <p className="max-w-prose text-muted">{t.explain}</p>
      <Columns>
        <Section title={cohort.name}>
          <AssignmentList
            items={cohort.mentors.map(({ userId, name }) => ({ value: userId, label: name }))}
            name="userId"
            fields={{ mentors: "no" }}
            empty={t.none}
            remove={t.unassign}
            removeOf={t.unassignOf}
          />
        </Section>
        <Section title={t.assign}>
          {/* Anew after each: what was chosen is no choice any more. */}
          <AssignForm
            key={cohort.mentors.map(({ userId }) => userId).join()}
            loaderData={loaderData}
            actionData={actionData}
          />
        </Section>
      </Columns>
    </>
  );
}

function AssignForm({ loaderData, actionData }: Pick<Route.ComponentProps, "loaderData" | "actionData">) {
  const { cohort, mentors } = loaderData;
  const { m } = useI18n();
  const t = m.cohorts.mentors;
  const { form, field, errors } = useFields(mentorForm, {
    lastResult: actionData,
    labels: { userId: t.assignOne },
  });
  const free = mentors.filter(({ userId }) => !cohort.mentors.some((mentor) => mentor.userId === userId));
  if (free.length === 0)
    return <p className="text-muted">{mentors.length === 0 ? t.noMentors : t.nobodyLeft}</p>;
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="grid max-w-md gap-5">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="mentors" value="yes" />
      <SelectField
        label={t.assignOne}
        {...field("userId")}
        blank={m.common.form.choose}
        options={free.map(({ userId, name }) => ({ value: userId, label: name }))}
      />
      <SubmitButton className="justify-self-start">{t.assign}</SubmitButton>
    </Form>
  );
}
