import { type Locale, negotiateLocale } from "#app/i18n/index.ts";
import { defaultTheme, isTheme, type Theme } from "#app/theme.ts";

const year = 365 * 24 * 60 * 60;

/** The reader's language and look, from the stored choice or from what the browser says. */
export function readPreferences(cookies: string | undefined, acceptLanguage: string | undefined) {
  const theme = cookieValue(cookies, "theme");
  return {
    locale: negotiateLocale(cookieValue(cookies, "locale"), acceptLanguage),
    theme: isTheme(theme) ? theme : defaultTheme,
  };
}

/** A Set-Cookie value that keeps a choice for a year. Its values need no encoding: they are words of ours. */
export function preferenceCookie(choice: { locale: Locale } | { theme: Theme }, secure: boolean): string {
  const pair = "locale" in choice ? `locale=${choice.locale}` : `theme=${choice.theme}`;
  return `${pair}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;
}

function cookieValue(cookies: string | undefined, name: string): string | undefined {
  const pair = cookies?.split(";").find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}
