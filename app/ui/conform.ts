/** The part of a Conform field's metadata that our fields need. */
export interface ConformMetadata {
  id: string;
  name: string;
  initialValue?: unknown;
  errors?: string[] | undefined;
  required?: boolean | undefined;
  maxLength?: number | undefined;
}

/** Turns a message key of a schema into the reader's words. */
export type Say = (key: string) => string;

const asIs: Say = (key) => key;

/**
 * Conform's metadata as props of a field: `<TextField label={…} {...conformField(fields.name, say)} />`.
 * The value typed before comes back as the default value.
 */
export function conformField(field: ConformMetadata, say: Say = asIs) {
  return {
    id: field.id,
    name: field.name,
    defaultValue: typeof field.initialValue === "string" ? field.initialValue : undefined,
    errors: field.errors?.map(say),
    required: field.required,
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
  };
}

/** All errors of a form for its <ErrorSummary>: first those of the whole form, then field by field. */
export function conformErrors(
  form: { errors?: string[] | undefined },
  fields: Record<string, ConformMetadata>,
  say: Say = asIs,
): { fieldId?: string; message: string }[] {
  const ofForm = (form.errors ?? []).map((key) => ({ message: say(key) }));
  const ofFields = Object.values(fields).flatMap((field) =>
    (field.errors ?? []).slice(0, 1).map((key) => ({ fieldId: field.id, message: say(key) })),
  );
  return [...ofForm, ...ofFields];
}
