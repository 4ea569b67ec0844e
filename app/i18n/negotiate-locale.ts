import { defaultLocale, isLocale, type Locale, locales } from "./locales.ts";

/**
 * The language of a reader: the stored choice if it is one of ours, else the best match of the browser's
 * `Accept-Language` (RFC 9110, 12.5.4; any variety of Portuguese gets Brazilian), else English.
 * @param choice value of the locale cookie, not the cookie header
 */
export function negotiateLocale(
  choice: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  if (isLocale(choice)) return choice;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [range = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const q = parameters.find((parameter) => /^q=/i.test(parameter));
      const weight = q === undefined ? 1 : Number(q.slice(2));
      return { language: range.split("-")[0]?.toLowerCase() ?? "", weight };
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    if (language === "*") return defaultLocale;
    const match = locales.find((locale) => locale.split("-")[0] === language);
    if (match) return match;
  }
  return defaultLocale;
}
