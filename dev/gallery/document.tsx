import type { ReactNode } from "react";
import { I18nProvider, type Locale } from "#app/i18n/index.ts";
import type { Theme } from "#app/theme.ts";

/** The page around the gallery's screens, as bare as the application's own. */
export function GalleryDocument({
  locale,
  theme,
  scripts,
  children,
}: {
  locale: Locale;
  theme: Theme;
  scripts: boolean;
  children: ReactNode;
}) {
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Placar</title>
        <link rel="stylesheet" href="/assets/client.css" />
        <link rel="icon" href="data:," />
        {scripts && <script type="module" src="/assets/client.js" />}
      </head>
      <body>
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </body>
    </html>
  );
}

/** Gallery addresses: /en/light/<screen>. */
export function readAddress(pathname: string): { locale: Locale; theme: Theme; basename: string } {
  const [, locale, theme] = pathname.split("/");
  return {
    locale: locale === "pt-BR" ? "pt-BR" : "en",
    theme: theme === "light" || theme === "dark" ? theme : "system",
    basename: `/${locale}/${theme}`,
  };
}
