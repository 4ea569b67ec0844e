import { en } from "./en/index.ts";
import { type Format, formatFor } from "./format.ts";
import type { Locale } from "./locales.ts";
import { ptBr } from "./pt-br/index.ts";

/** Every message of the interface. English is the original; the type of its sections binds the others. */
export type Messages = typeof en;

export interface I18n {
  locale: Locale;
  /** messages, by section: `m.leads.title` */
  m: Messages;
  /** figures, dates and money: `f.money(123456, "BRL")` */
  f: Format;
}

const byLocale: Record<Locale, I18n> = {
  en: { locale: "en", m: en, f: formatFor("en") },
  "pt-BR": { locale: "pt-BR", m: ptBr, f: formatFor("pt-BR") },
};

/** Messages and formats of a language. Always the same object for the same language. */
export function i18nFor(locale: Locale): I18n {
  return byLocale[locale];
}
