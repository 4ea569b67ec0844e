import { type SubmissionResult, useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { useState } from "react";
import type { z } from "zod";
import { useI18n } from "./i18n/index.ts";
import { parseFields, sayFieldError } from "./server/field-errors.ts";
import { conformErrors, conformField, type Say } from "./ui/conform.ts";

export interface FieldsOptions<Schema extends z.ZodObject> {
  /** tells the forms of one page apart */
  id?: string;
  /** what the action answered: `invalidForm`'s result */
  lastResult: SubmissionResult<string[]> | null | undefined;
  /** what the fields hold at first */
  defaultValue?: Partial<Record<keyof z.input<Schema>, string>>;
  /** what the fields are called, for the summary, where the same complaint may concern several */
  labels?: Partial<Record<keyof z.input<Schema>, string>>;
  /** for messages that are not in the catalogue of field errors */
  say?: Say;
}

/**
 * A form over the schema that its action parses with: checked in the browser as it is filled in, and on the server in any case.
 * @returns `form` for the form element (`getFormProps`), `field(name)` for a field, `errors` for the summary: those of the last time the
 * form was sent
 */
export function useFields<Schema extends z.ZodObject>(schema: Schema, options: FieldsOptions<Schema>) {
  const { m } = useI18n();
  const { id, lastResult, defaultValue, labels = {}, say = sayFieldError(m) } = options;
  const [form, fields] = useForm({
    ...(id !== undefined && { id }),
    ...(lastResult && { lastResult }),
    ...(defaultValue && { defaultValue: defaultValue as Record<string, string> }),
    constraint: getZodConstraint(schema),
    onValidate: ({ formData }) => parseFields(formData, schema) as never,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
  });
  const known = fields as unknown as Record<string, Parameters<typeof conformField>[0]>;
  const inOrder = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, fieldOf(known, name)]));
  return {
    form,
    field: (name: keyof z.input<Schema> & string) => conformField(fieldOf(known, name), say),
    errors: useSentErrors(form.status, labelled(conformErrors(form, inOrder, say), inOrder, labels)),
  };
}

/** What was wrong when the form was last sent: a summary that followed each key would take the focus from the field. */
function useSentErrors(status: string | undefined, errors: Complaint[]): Complaint[] {
  const [sent, setSent] = useState(status === "error" ? errors : []);
  const changed = status === "error" && stampOf(errors) !== stampOf(sent);
  if (changed) setSent(errors);
  return changed ? errors : sent;
}

interface Complaint {
  fieldId?: string;
  label?: string;
  message: string;
}

function labelled(
  errors: readonly Complaint[],
  fields: Record<string, { id: string }>,
  labels: Record<string, string | undefined>,
): Complaint[] {
  const byId = new Map(Object.entries(fields).map(([name, { id }]) => [id, labels[name]]));
  return errors.map((error) => {
    const label = error.fieldId && byId.get(error.fieldId);
    return label ? { ...error, label } : error;
  });
}

const stampOf = (errors: Complaint[]) =>
  errors.map(({ fieldId, message }) => `${fieldId} ${message}`).join("\n");

function fieldOf<Field>(fields: Record<string, Field>, name: string): Field {
  const field = fields[name];
  if (field === undefined) throw new Error(`The form has no field ${name}.`);
  return field;
}
