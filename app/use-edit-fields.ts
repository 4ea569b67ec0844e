import type { z } from "zod";
import { heldText } from "./keep-untouched.ts";
import { type FieldsOptions, useFields } from "./use-fields.ts";
import { useMergedResult } from "./use-merged-result.ts";
import { useSeen } from "./use-seen.ts";

interface EditFieldsOptions<Schema extends z.ZodObject, Saved>
  extends Omit<FieldsOptions<Schema>, "defaultValue"> {
  /** the record as it is loaded now */
  record: Saved;
  /** the record as it is by now, where somebody else was faster */
  saved: Saved | undefined;
  /** what the fields hold for a record, by their names; a blank one is "" */
  valuesOf(record: NoInfer<Saved>): NonNullable<FieldsOptions<Schema>["defaultValue"]>;
  /** what tells the action which state of a record was seen */
  seenOf(record: NoInfer<Saved>): Record<string, string>;
}

/**
 * `useFields` for a record that somebody else may change meanwhile: what its reader has seen of it goes with the form, and after a conflict the
 * fields that they left alone hold what is saved by now. The form is to begin anew then: its key names the version that was saved.
 * @returns beside what `useFields` does, `seen` for the hidden fields
 */
export function useEditFields<Schema extends z.ZodObject, Saved>(
  schema: Schema,
  { record, saved, valuesOf, seenOf, ...options }: EditFieldsOptions<Schema, Saved>,
) {
  const lastResult = options.lastResult ?? undefined;
  const stateOf = (of: Saved) => ({ ...seenOf(of), held: heldText(valuesOf(of)) });
  const values = valuesOf(saved ?? record);
  const fields = useFields(schema, {
    ...options,
    lastResult: useMergedResult(lastResult, saved && values),
    defaultValue: values,
  });
  return { ...fields, seen: useSeen(stateOf(record), lastResult, saved && stateOf(saved)) };
}
