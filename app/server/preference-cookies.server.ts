import { type Locale, negotiateLocale } from "#app/i18n/index.ts";
import { defaultTheme, isTheme, type Theme } from "#app/theme.ts";
import { cookieHeader, cookieValue } from "./cookies.server.ts";

const year = 365 * 24 * 60 * 60;

/** The reader's language and look, from the stored choice or from what the browser says. */
export function readPreferences(cookies: string | undefined, acceptLanguage: string | undefined) {
  const theme = cookieValue(cookies, "theme");
  return {
    locale: negotiateLocale(cookieValue(cookies, "locale"), acceptLanguage),
    theme: isTheme(theme) ? theme : defaultTheme,
  };
}

/** A Set-Cookie value that keeps a choice for a year. */
export function preferenceCookie(choice: { locale: Locale } | { theme: Theme }, secure: boolean): string {
  return "locale" in choice
    ? cookieHeader("locale", choice.locale, year, secure)
    : cookieHeader("theme", choice.theme, year, secure);
}
