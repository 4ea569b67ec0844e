import { getFormProps, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { taskForm } from "#app/domains/tasks/forms.ts";
import type { TaskFacts } from "#app/domains/tasks/task-facts.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DateField, ErrorSummary, KeptInputs, SelectField, SubmitButton, TextField } from "#app/ui/index.ts";
import { useEditFields } from "#app/use-edit-fields.ts";

interface TaskFormProps {
  /** where the form posts */
  action: string;
  /** what the fields hold at first */
  stored: TaskFacts;
  /** what the form is made of, for double submits and conflicts */
  seen: string;
  /** who may be given it; null for who does not choose */
  assignees: readonly { userId: string; name: string }[] | null;
  lastResult?: SubmissionResult<string[]> | undefined;
  submitLabel: string;
  /** in place of the summary of what is wrong */
  conflict?: ReactNode;
  /** beside the button */
  children?: ReactNode;
}

/** What is to be done, by when, and by whom. */
export function TaskForm(props: TaskFormProps) {
  const { action, stored, assignees, lastResult, submitLabel, conflict, children } = props;
  const { m } = useI18n();
  const t = m.tasks.fields;
  const { form, field, errors, seen } = useEditFields(taskForm, {
    id: "task-form",
    record: stored,
    saved: conflict ? stored : undefined,
    valuesOf: ({ title, dueOn, assigneeId }) => ({ title, dueOn, assigneeId: assigneeId ?? "" }),
    seenOf: () => ({ seen: props.seen }),
    lastResult,
    labels: t,
  });
  return (
    <Form method="post" {...getFormProps(form)} action={action} preventScrollReset className="max-w-2xl">
      {conflict ?? <ErrorSummary errors={errors} />}
      <KeptInputs pairs={Object.entries(seen)} />
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <TextField label={t.title} {...field("title")} autoComplete="off" className="sm:col-span-2" />
        <DateField label={t.dueOn} {...field("dueOn")} />
        {assignees && (
          <SelectField
            label={t.assigneeId}
            {...field("assigneeId")}
            optional
            blank={t.nobody}
            options={assignees.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        )}
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <SubmitButton action={action}>{submitLabel}</SubmitButton>
        {children}
      </div>
    </Form>
  );
}
