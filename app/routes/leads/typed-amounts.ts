import { mostMinorUnits } from "#app/domains/leads/forms.ts";
import type { LeadFilter } from "#app/domains/leads/lead-filter.ts";
import { parseMoney } from "#app/i18n/index.ts";

/** The fields in which a person writes the ends of a range of values. The address says them in minor units, under names of their own. */
export const amountFields = { min: "valueFrom", max: "valueTo" } as const;

export type AmountField = keyof typeof amountFields;

export interface TypedAmounts {
  /** What the fields mean; a blank one takes its end away. */
  values: Pick<LeadFilter, "valueFrom" | "valueTo">;
  /** What was typed and is no amount. */
  wrong: Partial<Record<AmountField, string>>;
}

/**
 * Reads the amounts that the filter's form sends.
 * @returns undefined where the search is not that of a form
 */
export function typedAmounts(search: URLSearchParams, currency: string): TypedAmounts | undefined {
  const fields = (Object.keys(amountFields) as AmountField[]).filter((field) => search.has(field));
  if (fields.length === 0) return undefined;
  const typed: TypedAmounts = { values: {}, wrong: {} };
  for (const field of fields) {
    const text = search.get(field)?.trim() ?? "";
    const minor = text === "" ? undefined : parseMoney(text, currency);
    if (text !== "" && (minor === undefined || minor < 0 || minor > mostMinorUnits))
      typed.wrong[field] = text;
    else typed.values[amountFields[field]] = minor;
  }
  return typed;
}
