export { I18nProvider, useI18n } from "./context.ts";
export { type Format, formatFor, minorDigits, toDecimal } from "./format.ts";
export { type I18n, i18nFor, type Messages } from "./i18n-for.ts";
export { defaultLocale, isLocale, type Locale, locales } from "./locales.ts";
export { negotiateLocale } from "./negotiate-locale.ts";
export { parseMoney } from "./parse-money.ts";
export { counted, type PluralForms, plural } from "./plural.ts";
