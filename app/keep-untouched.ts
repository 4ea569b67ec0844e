import type { SubmissionResult } from "@conform-to/react";

/** What a form's fields hold, by their names; a blank one is "". */
export type FieldValues = Readonly<Partial<Record<string, string>>>;

/** For the hidden field `held`: what the fields of a form held when it was made, which tells what its reader has changed. */
export const heldText = (values: FieldValues): string => JSON.stringify(values);

/**
 * A form that comes back because somebody else was faster: fields that its reader left alone hold what is saved by now, so that sending it again
 * takes nothing back that the other one changed; what was typed stays.
 * @param sent what the action answered to the form, `held` among its fields
 * @param saved what the form's fields hold for the record as it is by now
 */
export function keepUntouched<Result extends SubmissionResult<string[]>>(
  sent: Result,
  saved: FieldValues,
): Result {
  const fields = sent.initialValue ?? {};
  const held = readHeld(fields.held);
  const isUntouched = (name: string) => name in held && plain(fields[name]) === plain(held[name]);
  const untouched = Object.entries(saved).filter(([name]) => isUntouched(name));
  return { ...sent, initialValue: { ...fields, ...Object.fromEntries(untouched) } };
}

/** What did not come from this house says nothing. */
function readHeld(text: unknown): Record<string, unknown> {
  try {
    const held: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    return typeof held === "object" && held !== null ? { ...held } : {};
  } catch {
    return {};
  }
}

/** Browsers break the lines of what is sent in their own way; a blank field is left out. */
const plain = (value: unknown) => (typeof value === "string" ? value.replace(/\r\n?/g, "\n") : "");
