import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { assignMentor } from "#app/domains/cohorts/commands.server.ts";
import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { mentoredSchema } from "#app/domains/people/forms.ts";
import { peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
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
import type { Route } from "./+types/cohorts.ts";
import { requirePerson } from "./find-member.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, person, organization } = await requirePerson(context, params);
  return { person, cohorts: await listCohorts(caller, {}), slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, person, organization } = await requirePerson(context, params);
  const submission = await parseForm(request, mentoredSchema);
  if (submission.status !== "success") return invalidForm(submission);
  const mentors = submission.value.mentors === "yes";
  const cohortId = submission.value.cohortId.toLowerCase();
  try {
    await assignMentor(caller, { cohortId, userId: person.userId, mentors });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, `${personUrl(organization.slug, person.userId)}/cohorts`, {
    tone: "good",
    message: mentors ? "people.flash.assigned" : "people.flash.unassigned",
    params: [person.name],
  });
}

export default function PersonCohorts({ loaderData, actionData }: Route.ComponentProps) {
  const { person, slug } = loaderData;
  const { m } = useI18n();
  const t = m.people.person.cohorts;
  const here = personUrl(slug, person.userId);
  return (
    <>
      <title>{m.common.pageTitle(t.of(person.name))}</title>
      <PageHeader
        title={t.title}
        trail={[
          { label: m.people.title, href: peopleUrl(slug) },
          { label: person.name, href: here },
        ]}
        actions={
          <ButtonLink to={here} look="quiet">
            {m.common.back}
          </ButtonLink>
        }
      />
      <p className="max-w-prose text-muted">{m.cohorts.mentors.explain}</p>
      <Columns>
        <Section title={person.name}>
          <AssignmentList
            items={person.cohorts.map(({ id, name }) => ({ value: id, label: name }))}
            name="cohortId"
            fields={{ mentors: "no" }}
            empty={t.none}
            remove={t.unassign}
            removeOf={t.unassignOf}
          />
        </Section>
        <Section title={t.assign}>
          {/* Anew after each: what was chosen is no choice any more. */}
          <AssignForm
            key={person.cohorts.map(({ id }) => id).join()}
            loaderData={loaderData}
            actionData={actionData}
          />
        </Section>
      </Columns>
    </>
  );
}

function AssignForm({ loaderData, actionData }: Pick<Route.ComponentProps, "loaderData" | "actionData">) {
  const { person, cohorts } = loaderData;
  const { m } = useI18n();
  const t = m.people.person.cohorts;
  const { form, field, errors } = useFields(mentoredSchema, {
    lastResult: actionData,
    labels: { cohortId: t.assignOne },
  });
  const free = cohorts.filter(({ id }) => !person.cohorts.some((cohort) => cohort.id === id));
  if (person.role !== "mentor") return <p className="text-muted">{t.notMentor}</p>;
  if (free.length === 0) return <p className="text-muted">{t.nothingLeft}</p>;
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="grid max-w-md gap-5">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="mentors" value="yes" />
      <SelectField
        label={t.assignOne}
        {...field("cohortId")}
        blank={m.common.form.choose}
        options={free.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton className="justify-self-start">{t.assign}</SubmitButton>
    </Form>
  );
}
