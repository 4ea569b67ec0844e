import { getFormProps } from "@conform-to/react";
import { useMemo } from "react";
import { data, Form } from "react-router";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { createLead } from "#app/domains/leads/commands.server.ts";
import { newLeadForm } from "#app/domains/leads/forms.ts";
import { leadsUrl, leadUrl, unknownSource } from "#app/domains/leads/lead-filter.ts";
import { openStatuses } from "#app/domains/leads/lead-status.ts";
import { listDuplicates, listSources } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { phoneReader, showPhone } from "#app/domains/phone-numbers.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { EmptyState, ErrorSummary, FormActions, PageHeader, SelectField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import { FirstSteps } from "../first-steps/first-steps.tsx";
import { loadFirstSteps } from "../first-steps/load-first-steps.server.ts";
import type { Route } from "./+types/new.ts";
import { LeadFields } from "./lead-fields.tsx";
import { ownerChoices } from "./owner-choices.server.ts";
import { AddAnyway, FoundDuplicates } from "./possible-duplicates.tsx";
import { sayLeadError } from "./say-lead-error.ts";

/** The mentee whose page the reader comes from. */
const search = z.object({ mentee: z.uuid().optional() });

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = await requireMember(context, params.organization, "leads.write");
  const { caller, organization, user } = member;
  const [mentees, owners, { sources }] = await Promise.all([
    listMentees(caller, {}),
    ownerChoices(caller),
    listSources(caller, {}),
  ]);
  const { mentee } = parseSearch(url.searchParams, search);
  return {
    mentee,
    mentees,
    firstSteps: mentees.length === 0 ? await loadFirstSteps(member) : null,
    owners,
    userId: user.id,
    sources: sources.filter((source) => source !== unknownSource),
    organization,
    today: today(organization.timeZone),
    leadId: newId(),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.write");
  const { timeZone, currency, slug } = organization;
  const readPhone = phoneReader(organization);
  const submission = await parseForm(request, newLeadForm({ currency, today: today(timeZone), readPhone }));
  if (submission.status !== "success") return refused(invalidForm(submission));
  const { leadId, status, knownDuplicates = "", ...facts } = submission.value;
  const { name, email, phone } = facts;
  const duplicates = await listDuplicates(caller, { leadId, typed: { email, phone }, timeZone });
  if (duplicates.some(({ id }) => !knownDuplicates.includes(id))) {
    const found = { typed: { name, email, phone: phone && showPhone(phone) }, duplicates };
    return data({ result: submission.reply(), found }, { status: 409 });
  }
  try {
    const made = await createLead(caller, { leadId, facts, status, timeZone });
    return redirectWithFlash(context, leadUrl(slug, made.leadId), {
      tone: "good",
      message: "leads.flash.created",
    });
  } catch (error) {
    return refused(invalidField(submission, error));
  }
}

function refused({ data: result, init }: ReturnType<typeof invalidForm>) {
  return data({ result, found: undefined }, init ?? undefined);
}

export default function NewLead({ loaderData, actionData }: Route.ComponentProps) {
  const { mentees, firstSteps, organization } = loaderData;
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(m.leads.new)}</title>
      <PageHeader title={m.leads.new} trail={[{ label: m.leads.title, href: leadsUrl(organization.slug) }]} />
      {firstSteps ? (
        <FirstSteps done={firstSteps} slug={organization.slug} />
      ) : mentees.length === 0 ? (
        <EmptyState title={m.leads.noMentees}>{m.leads.noMenteesHint}</EmptyState>
      ) : (
        <NewLeadForm loaderData={loaderData} actionData={actionData} />
      )}
    </>
  );
}

type FormProps = Pick<Route.ComponentProps, "loaderData" | "actionData">;

function NewLeadForm({ loaderData, actionData }: FormProps) {
  const { mentee, mentees, owners, userId, sources, organization, today, leadId } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const { currency, slug } = organization;
  const found = actionData?.found;
  const schema = useMemo(() => newLeadForm({ currency, today }), [currency, today]);
  const [onlyMentee, ...others] = mentees;
  const { form, field, errors } = useFields(schema, {
    lastResult: actionData?.result,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
    defaultValue: {
      leadId,
      ownerId: userId,
      enteredOn: today,
      status: "new",
      menteeId: mentee ?? (onlyMentee && others.length === 0 ? onlyMentee.id : ""),
    },
  });
  const { id, name, defaultValue } = field("leadId");
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      {found ? <FoundDuplicates {...found} slug={slug} /> : <ErrorSummary errors={errors} />}
      <input type="hidden" id={id} name={name} defaultValue={defaultValue} />
      <LeadFields
        field={field}
        mentees={mentees}
        owners={owners}
        sources={sources}
        currency={currency}
        today={today}
      >
        <SelectField
          label={m.leads.fields.status}
          {...field("status")}
          options={openStatuses.map((value) => ({ value, label: m.leads.status[value] }))}
        />
      </LeadFields>
      {found ? (
        <FormActions cancelHref={leadsUrl(slug)} submitLabel={m.duplicates.again}>
          <AddAnyway duplicates={found.duplicates} />
        </FormActions>
      ) : (
        <FormActions cancelHref={leadsUrl(slug)} />
      )}
    </Form>
  );
}
