import { formatFor } from "./format.ts";
import type { Locale } from "./locales.ts";

/** The words of a count. Both of our languages have one and other (Portuguese: 0 and 1 are one). */
export interface PluralForms {
  one: string;
  other: string;
}

const rules = new Map<Locale, Intl.PluralRules>();

/** A count with its noun, the figure written in the language: counted("en", 1200, …) is "1,200 leads". */
export function counted(locale: Locale, count: number, forms: PluralForms): string {
  return `${formatFor(locale).number(count)} ${plural(locale, count, forms)}`;
}

/** The noun alone, in the form that the count asks for. */
export function plural(locale: Locale, count: number, forms: PluralForms): string {
  let rule = rules.get(locale);
  if (!rule) {
    rule = new Intl.PluralRules(locale);
    rules.set(locale, rule);
  }
  return rule.select(count) === "one" ? forms.one : forms.other;
}
