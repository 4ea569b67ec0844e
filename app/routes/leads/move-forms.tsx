import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { useMemo } from "react";
import { Form, useNavigation } from "react-router";
import { moveLeadForm } from "#app/domains/leads/forms.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { isLeadStatus, openStatuses } from "#app/domains/leads/lead-status.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ErrorSummary, MoneyField, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { LeadStatus } from "#schema";
import { sayLeadError } from "./say-lead-error.ts";
import { WonOnField } from "./won-on-field.tsx";

export interface MoveProps {
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

const currentLooks: Partial<Record<LeadStatus, string>> = {
  won: "border-good bg-good text-paper",
  lost: "border-bad bg-bad text-paper",
};

/** The stage that a lead is in, among the buttons for the others. */
export function CurrentStage({ status }: { status: LeadStatus }) {
  const { m } = useI18n();
  const look = currentLooks[status] ?? "border-accent bg-accent text-on-accent";
  return (
    <span
      aria-current="step"
      className={`inline-flex min-h-10 items-center rounded-sm border px-4 py-1.5 font-semibold text-[0.9375rem] leading-6 ${look}`}
    >
      {m.leads.status[status]}
      <span className="sr-only"> ({m.leads.move.current})</span>
    </span>
  );
}

/** A press for each stage that the lead is not in. */
export function StageButtons({ lead, organization }: Pick<MoveProps, "lead" | "organization">) {
  const { m } = useI18n();
  const action = moveUrl(organization.slug, lead.id);
  const shown = useShownStatus(lead, organization.slug);
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="rowVersion" value={lead.rowVersion} />
      <ol aria-label={m.leads.move.to} className="flex flex-wrap gap-2">
        {openStatuses.map((status) => (
          <li key={status}>
            {status === shown ? (
              <CurrentStage status={status} />
            ) : (
              <SubmitButton look="quiet" name="to" value={status} action={action}>
                {m.leads.status[status]}
              </SubmitButton>
            )}
          </li>
        ))}
      </ol>
    </Form>
  );
}

function useMove(to: "won" | "lost", { lead, organization, today, lastResult }: MoveProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const { currency, slug } = organization;
  const value = lead.value === null ? null : f.moneyInput(lead.value, currency);
  const sent = lastResult?.initialValue?.to === to ? lastResult : undefined;
  const schema = useMemo(() => moveLeadForm({ currency, today }), [currency, today]);
  const fields = useFields(schema, {
    id: `${to}-form`,
    lastResult: sent,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
    defaultValue: { to, ...(to === "won" && { wonOn: today, ...(value !== null && { value }) }) },
  });
  const action = moveUrl(slug, lead.id);
  return {
    ...fields,
    action,
    sent,
    seen: {
      name: "rowVersion",
      // What was refused was of a version too, whatever has been loaded since.
      value: String(sent?.initialValue?.rowVersion ?? lead.rowVersion),
    },
    formProps: {
      ...getFormProps(fields.form),
      method: "post",
      action,
      preventScrollReset: true,
      className: "grid gap-4",
    } as const,
  };
}

/** When it was won, and for how much. */
export function WinForm(props: MoveProps) {
  const { m } = useI18n();
  const { formProps, field, errors, action, seen, sent } = useMove("won", props);
  return (
    <Form {...formProps}>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="to" value="won" />
      <input type="hidden" {...seen} />
      <WonOnField {...field("wonOn")} today={props.today} lastResult={sent} />
      <MoneyField
        label={m.leads.fields.value}
        hint={m.leads.move.winHint}
        currency={props.organization.currency}
        {...field("value")}
        optional
      />
      <SubmitButton className="justify-self-start" action={action} name="sent" value="won">
        {m.leads.move.winSubmit}
      </SubmitButton>
    </Form>
  );
}

/** Why it was lost. */
export function LoseForm(props: MoveProps) {
  const { m } = useI18n();
  const { formProps, field, errors, action, seen } = useMove("lost", props);
  return (
    <Form {...formProps}>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="to" value="lost" />
      <input type="hidden" {...seen} />
      <TextField
        label={m.leads.fields.lostReason}
        hint={m.leads.move.loseHint}
        {...field("lostReason")}
        optional
      />
      <SubmitButton look="danger" className="justify-self-start" action={action} name="sent" value="lost">
        {m.leads.move.loseSubmit}
      </SubmitButton>
    </Form>
  );
}
