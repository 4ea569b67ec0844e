import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { type ReactNode, useMemo } from "react";
import { Form } from "react-router";
import { interactionForm } from "#app/domains/leads/forms.ts";
import { interactionKinds } from "#app/domains/leads/interaction-kinds.ts";
import { useI18n } from "#app/i18n/index.ts";
import {
  ErrorSummary,
  KeptInputs,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from "#app/ui/index.ts";
import { useEditFields } from "#app/use-edit-fields.ts";
import type { InteractionKind } from "#schema";

interface InteractionFormProps {
  /** where the form posts */
  action: string;
  /** local date */
  today: string;
  /** what the fields hold at first */
  stored?: { kind: InteractionKind; occurredAt: string; body: string };
  /** what the form is made of, for double submits and conflicts */
  seen: string | null;
  lastResult?: SubmissionResult<string[]> | undefined;
  submitLabel: string;
  /** in place of the summary of what is wrong */
  conflict?: ReactNode;
  /** beside the button */
  children?: ReactNode;
}

/** What passed between somebody and a lead, when, and in what words. */
export function InteractionForm(props: InteractionFormProps) {
  const { action, today, stored, lastResult, submitLabel, conflict, children } = props;
  const { m } = useI18n();
  const t = m.leads.interaction;
  const schema = useMemo(() => interactionForm({ today }), [today]);
  const record = stored ?? { kind: "call", occurredAt: "", body: "" };
  const { form, field, errors, seen } = useEditFields(schema, {
    id: "interaction-form",
    record,
    saved: conflict ? record : undefined,
    valuesOf: ({ kind, occurredAt, body }) => ({ kind, occurredAt, body }),
    seenOf: () => ({ seen: props.seen ?? "" }),
    lastResult,
    labels: t.fields,
  });
  return (
    <Form method="post" {...getFormProps(form)} action={action} preventScrollReset className="max-w-2xl">
      {conflict ?? <ErrorSummary errors={errors} />}
      <KeptInputs pairs={Object.entries(seen)} />
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <SelectField
          label={t.fields.kind}
          {...field("kind")}
          options={interactionKinds.map((value) => ({ value, label: m.leads.history.kinds[value] }))}
        />
        <TextField
          label={t.fields.occurredAt}
          {...field("occurredAt")}
          type="datetime-local"
          max={`${today}T23:59`}
          hint={t.nowHint}
          optional
        />
        <TextareaField
          label={t.fields.body}
          {...field("body")}
          rows={3}
          maxLength={5_000}
          className="sm:col-span-2"
        />
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <SubmitButton action={action}>{submitLabel}</SubmitButton>
        {children}
      </div>
    </Form>
  );
}
