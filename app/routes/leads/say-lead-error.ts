import { mostMinorUnits } from "#app/domains/leads/forms.ts";
import type { I18n } from "#app/i18n/index.ts";
import { sayFieldError } from "#app/server/field-errors.ts";

/** What is wrong with a field of a lead, in the reader's words and the organization's currency. */
export function sayLeadError({ m, f }: I18n, currency: string): (key: string) => string {
  const say = sayFieldError(m);
  return (key) =>
    key === "moneyTooLarge" ? m.leads.moneyTooLarge(f.money(mostMinorUnits, currency)) : say(key);
}
