import type { Submission } from "@conform-to/react";
import { data } from "react-router";
import type { z } from "zod";
import { FieldError } from "#app/domains/errors.ts";
import { type FieldErrorKey, parseFields } from "./field-errors.ts";
import { httpError } from "./http-error.ts";

/**
 * What was sent, as a form.
 * @throws the answer 400 where it was sent as anything else
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw httpError(400);
    throw error;
  }
}

/** What was sent, read with the schema that the form in the browser uses too. */
export async function parseForm<Schema extends z.ZodType>(request: Request, schema: Schema) {
  return parseFields(await readForm(request), schema);
}

type AnySubmission = Pick<Submission<unknown, string[], unknown>, "reply">;

interface Complaints {
  fields?: Record<string, FieldErrorKey[]>;
  form?: FieldErrorKey[];
  /** names of fields that must not be sent back, such as passwords */
  hide?: string[];
}

/** The answer to a form that cannot be taken: 400, what was typed, and what is wrong with it. */
export function invalidForm(submission: AnySubmission, { fields, form, hide }: Complaints = {}) {
  const result = submission.reply({
    ...(fields && { fieldErrors: fields }),
    ...(form && { formErrors: form }),
    ...(hide && { hideFields: hide }),
  });
  return data(result, { status: 400 });
}

/** A command's complaint about one field, beside that field. Rethrows any other error. */
export function invalidField(submission: AnySubmission, error: unknown, hide?: string[]) {
  if (!(error instanceof FieldError)) throw error;
  return invalidForm(submission, {
    fields: { [error.field]: [error.messageKey as FieldErrorKey] },
    ...(hide && { hide }),
  });
}
