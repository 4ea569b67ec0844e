import { Form, useLocation } from "react-router";
import { type Locale, locales, useI18n } from "#app/i18n/index.ts";
import { type Theme, themes } from "#app/theme.ts";

export interface PreferencesProps {
  locale: Locale;
  theme: Theme;
  /** where both forms post `locale` or `theme`, and `returnTo` (path and search of this page) */
  action?: string;
}

/** Language and appearance, each a form whose buttons apply at once, with or without JavaScript. */
export function Preferences({ locale, theme, action = "/preferences" }: PreferencesProps) {
  const { m } = useI18n();
  const location = useLocation();
  const returnTo = `${location.pathname}${location.search}`;
  return (
    <div className="grid gap-3 text-sm">
      <Choice
        action={action}
        returnTo={returnTo}
        name="theme"
        legend={m.common.theme}
        current={theme}
        options={themes.map((value) => ({ value, label: m.common.themes[value] }))}
      />
      <Choice
        action={action}
        returnTo={returnTo}
        name="locale"
        legend={m.common.language}
        current={locale}
        options={locales.map((value) => ({
          value,
          label: m.common.languages[value],
          short: value.slice(0, 2).toUpperCase(),
          lang: value,
        }))}
      />
    </div>
  );
}

interface ChoiceProps {
  action: string;
  returnTo: string;
  name: string;
  legend: string;
  current: string;
  options: { value: string; label: string; short?: string; lang?: string }[];
}

function Choice({ action, returnTo, name, legend, current, options }: ChoiceProps) {
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="returnTo" value={returnTo} />
      <fieldset>
        <legend className="sr-only">{legend}</legend>
        <div className="flex flex-wrap gap-x-3.5">
          {options.map(({ value, label, lang }) => (
            <button
              key={value}
              type="submit"
              name={name}
              value={value}
              lang={lang}
              aria-pressed={value === current}
              className="border-transparent border-b-2 py-1 text-muted hover:text-ink aria-pressed:border-accent aria-pressed:text-ink"
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
    </Form>
  );
}
