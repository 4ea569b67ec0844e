import { createContext, createElement, type ReactNode, useContext } from "react";
import { type I18n, i18nFor } from "./i18n-for.ts";
import { defaultLocale, type Locale } from "./locales.ts";

const I18nContext = createContext<I18n>(i18nFor(defaultLocale));

/** Sets the language of everything below it. Written without JSX, so that Node can load it as it is. */
export function I18nProvider({ locale, children }: { locale: Locale; children?: ReactNode }) {
  return createElement(I18nContext, { value: i18nFor(locale) }, children);
}

/** The reader's language: messages `m` and formats `f`. */
export function useI18n(): I18n {
  return useContext(I18nContext);
}
