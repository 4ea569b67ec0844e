import { getFormProps } from "@conform-to/react";
import { useMemo } from "react";
import { Form } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { editLead } from "#app/domains/leads/commands.server.ts";
import { editLeadForm } from "#app/domains/leads/forms.ts";
import { leadsUrl, leadUrl, unknownSource } from "#app/domains/leads/lead-filter.ts";
import { getLead, type LeadDetails, listSources } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { phoneReader } from "#app/domains/phone-numbers.server.ts";
import type { Format } from "#app/i18n/format.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ErrorSummary, Flash, FormActions, KeptInputs, PageHeader, TextField } from "#app/ui/index.ts";
import { useEditFields } from "#app/use-edit-fields.ts";
import type { Route } from "./+types/edit.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { LeadFields } from "./lead-fields.tsx";
import { LeadVersions } from "./lead-versions.tsx";
import { ownerChoices } from "./owner-choices.server.ts";
import { sayLeadError } from "./say-lead-error.ts";
import { WonOnField } from "./won-on-field.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, organization, lead } = await requireLead(context, params, "leads.write");
  const [mentees, owners, { sources }] = await Promise.all([
    listMentees(caller, {}),
    ownerChoices(caller, lead),
    listSources(caller, {}),
  ]);
  const own = { id: lead.menteeId, businessName: lead.menteeName, cohortName: lead.cohortName };
  return {
    lead,
    // A mentee that is gone keeps the leads it has.
    mentees: mentees.some(({ id }) => id === own.id) ? mentees : [own, ...mentees],
    owners,
    sources: sources.filter((source) => source !== unknownSource),
    organization,
    today: today(organization.timeZone),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const { timeZone, currency, slug } = organization;
  const stored = await getLead(caller, { leadId, timeZone });
  const readPhone = phoneReader(organization, stored?.phone);
  const submission = await parseForm(request, editLeadForm({ currency, today: today(timeZone), readPhone }));
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { rowVersion, wonOn, wonEarlier, lostReason, status, ...facts } = submission.value;
  try {
    await editLead(caller, {
      leadId,
      rowVersion,
      facts,
      outcome: { wonOn, lostReason, wonEarlier },
      timeZone,
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { lead: saved } = await requireLead(context, params, "leads.write");
    const yours = { ...facts, wonOn, lostReason, status: status ?? saved.status };
    return outdatedEdit(submission.reply({ formErrors: ["conflict"] }), { yours, saved });
  }
  return redirectWithFlash(context, leadUrl(slug, leadId), { tone: "good", message: "leads.flash.saved" });
}

export default function EditLead(props: Route.ComponentProps) {
  const { lead, organization } = props.loaderData;
  const { m } = useI18n();
  const { slug } = organization;
  return (
    <>
      <title>{m.common.pageTitle(m.leads.editOf(lead.name))}</title>
      <PageHeader
        title={m.leads.edit}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: lead.name, href: leadUrl(slug, lead.id) },
        ]}
      />
      {/* Anew after a conflict: fields that were left alone then hold something else. */}
      <EditLeadForm
        key={`${lead.id} ${props.actionData?.conflict?.saved.rowVersion ?? ""}`}
        loaderData={props.loaderData}
        actionData={props.actionData}
      />
    </>
  );
}

const valuesOf = (lead: LeadDetails, f: Format, currency: string) => ({
  name: lead.name,
  menteeId: lead.menteeId,
  ownerId: lead.ownerId ?? "",
  email: lead.email ?? "",
  phone: lead.phone ?? "",
  source: lead.source ?? "",
  value: lead.value === null ? "" : f.moneyInput(lead.value, currency),
  enteredOn: lead.enteredOn,
  externalId: lead.externalId ?? "",
  wonOn: lead.wonOn ?? "",
  lostReason: lead.lostReason ?? "",
});

type FormProps = Pick<Route.ComponentProps, "loaderData" | "actionData">;

function EditLeadForm({ loaderData, actionData }: FormProps) {
  const { mentees, owners, sources, organization, today } = loaderData;
  const conflict = actionData?.conflict;
  const lead = conflict?.saved ?? loaderData.lead;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { currency, slug } = organization;
  const schema = useMemo(() => editLeadForm({ currency, today }), [currency, today]);
  const { form, field, errors, seen } = useEditFields(schema, {
    record: loaderData.lead,
    saved: conflict?.saved,
    valuesOf: (of) => valuesOf(of, f, currency),
    seenOf: ({ rowVersion, status }) => ({ rowVersion: String(rowVersion), status }),
    lastResult: actionData?.result,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
  });
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      {conflict ? (
        <>
          <Flash tone="bad" answer={conflict}>
            {m.leads.conflict}
          </Flash>
          <LeadVersions {...conflict} mentees={mentees} owners={owners} currency={currency} />
        </>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <KeptInputs pairs={Object.entries(seen)} />
      <LeadFields
        field={field}
        mentees={mentees}
        owners={owners}
        sources={sources}
        currency={currency}
        today={today}
      >
        {lead.status === "won" && (
          <WonOnField {...field("wonOn")} today={today} lastResult={actionData?.result} required />
        )}
        {lead.status === "lost" && (
          <TextField label={m.leads.fields.lostReason} {...field("lostReason")} optional />
        )}
      </LeadFields>
      <FormActions cancelHref={leadUrl(slug, lead.id)} />
    </Form>
  );
}
