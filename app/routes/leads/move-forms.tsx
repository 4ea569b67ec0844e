import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { useMemo } from "react";
import { Form, useNavigation } from "react-router";
import { moveLeadForm } from "#app/domains/leads/forms.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { isLeadStatus, openStatuses } from "#app/domains/leads/lead-status.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DateField, ErrorSummary, MoneyField, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { LeadStatus } from "#schema";

interface MoveFormsProps {
  lead: LeadDetails;
  organization: { slug: string; currency: string };
  /** local date */
  today: string;
  /** what the action answered to the one of the forms that was sent */
  lastResult?: SubmissionResult<string[]> | undefined;
}

const moveUrl = (slug: string, leadId: string) => `${leadUrl(slug, leadId)}/status`;

/** The status of a lead as it will be once the move that is on its way has arrived. */
export function useShownStatus(lead: Pick<LeadDetails, "id" | "status">, slug: string): LeadStatus {
  const { formAction, formData } = useNavigation();
  const to = formAction === moveUrl(slug, lead.id) ? formData?.get("to") : undefined;
  return isLeadStatus(to) ? to : lead.status;
}

/** All ways out of a lead's stage: a press for each other stage, a form to win it, a form to give it up. */
export function MoveForms({ lead, organization, today, lastResult }: MoveFormsProps) {
  const { m } = useI18n();
  const { slug } = organization;
  const action = moveUrl(slug, lead.id);
  const shown = useShownStatus(lead, slug);
  const outcomes = { lead, organization, today, lastResult };
  return (
    <div className="grid gap-5">
      <Form method="post" action={action} preventScrollReset>
        <ol aria-label={m.leads.move.to} className="flex flex-wrap gap-2">
          {openStatuses.map((status) => (
            <li key={status}>
              {status === shown ? (
                <span
                  aria-current="step"
                  className="inline-flex min-h-10 items-center rounded-sm border border-accent bg-accent px-4 py-1.5 font-semibold text-[0.9375rem] text-on-accent leading-6"
                >
                  {m.leads.status[status]}
                  <span className="sr-only"> ({m.leads.move.current})</span>
                </span>
              ) : (
                <SubmitButton look="quiet" name="to" value={status} action={action}>
                  {m.leads.status[status]}
                </SubmitButton>
              )}
            </li>
          ))}
        </ol>
      </Form>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
        {lead.status !== "won" && <WinForm {...outcomes} />}
        {lead.status !== "lost" && <LoseForm {...outcomes} />}
      </div>
    </div>
  );
}

function useMove(to: "won" | "lost", { lead, organization, today, lastResult }: MoveFormsProps) {
  const { currency, slug } = organization;
  const schema = useMemo(() => moveLeadForm({ currency, today }), [currency, today]);
  const mine = lastResult?.initialValue?.to === to ? lastResult : undefined;
  const fields = useFields(schema, {
    id: to,
    lastResult: mine,
    defaultValue: { to, ...(to === "won" && { wonOn: today }) },
  });
  return { ...fields, action: moveUrl(slug, lead.id), open: mine !== undefined };
}

function WinForm(props: MoveFormsProps) {
  const { m, f } = useI18n();
  const { form, field, errors, action, open } = useMove("won", props);
  const { currency } = props.organization;
  const { value } = props.lead;
  return (
    <details open={open} className="group">
      <summary className="label py-1.5 text-good hover:underline">{m.leads.move.win}</summary>
      <Form
        method="post"
        action={action}
        preventScrollReset
        {...getFormProps(form)}
        className="mt-2 grid max-w-md gap-4"
      >
        <ErrorSummary errors={errors} />
        <input type="hidden" name="to" value="won" />
        <DateField label={m.leads.fields.wonOn} {...field("wonOn")} max={props.today} />
        <MoneyField
          label={m.leads.fields.value}
          hint={m.leads.move.winHint}
          currency={currency}
          {...field("value")}
          {...(value !== null && { placeholder: f.moneyInput(value, currency) })}
          optional
        />
        <SubmitButton className="justify-self-start" action={action} name="intent" value="won">
          {m.leads.move.winSubmit}
        </SubmitButton>
      </Form>
    </details>
  );
}

function LoseForm(props: MoveFormsProps) {
  const { m } = useI18n();
  const { form, field, errors, action, open } = useMove("lost", props);
  return (
    <details open={open} className="group">
      <summary className="label py-1.5 text-bad hover:underline">{m.leads.move.lose}</summary>
      <Form
        method="post"
        action={action}
        preventScrollReset
        {...getFormProps(form)}
        className="mt-2 grid max-w-md gap-4"
      >
        <ErrorSummary errors={errors} />
        <input type="hidden" name="to" value="lost" />
        <TextField
          label={m.leads.fields.lostReason}
          hint={m.leads.move.loseHint}
          {...field("lostReason")}
          optional
        />
        <SubmitButton look="danger" className="justify-self-start" action={action} name="intent" value="lost">
          {m.leads.move.loseSubmit}
        </SubmitButton>
      </Form>
    </details>
  );
}
