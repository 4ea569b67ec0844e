import type { ReactNode } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "react-router";
import type { Route } from "./+types/root.ts";
import { FlashProvider } from "./flash-notice.tsx";
import { I18nProvider } from "./i18n/index.ts";
import { PageError } from "./page-error.tsx";
import { usePageFacts } from "./page-facts.tsx";
import { QueryPanel } from "./query-panel.tsx";
import { takeFlash } from "./server/flash.server.ts";
import { requestFacts } from "./server/request-context.server.ts";
import { queriesText } from "./shown-queries.ts";
import { FocusHeading } from "./ui/focus-heading.tsx";
import { fontPreloads } from "./ui/fonts.ts";
import { PublicShell } from "./ui/public-shell.tsx";
import "./ui/theme.css";

export const links: Route.LinksFunction = () => fontPreloads;

export async function loader({ context }: Route.LoaderArgs) {
  const { locale, theme } = requestFacts(context);
  return { locale, theme, flash: await takeFlash(context) };
}

/** The reader's language and look: as the last answer of the server has them, else as the document came with. */
export function usePreferences() {
  const loaded = useRouteLoaderData<typeof loader>("root");
  const facts = usePageFacts();
  return { locale: loaded?.locale ?? facts.locale, theme: loaded?.theme ?? facts.theme };
}

export function Layout({ children }: { children: ReactNode }) {
  const { locale, theme } = usePreferences();
  const { requestId, queries } = usePageFacts();
  return (
    <html
      lang={locale}
      data-theme={theme}
      data-request={requestId}
      data-queries={queries && queriesText(queries)}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        {/* Styles come from this origin and need no nonce, which a browser hides from hydration. */}
        <Links nonce="" />
      </head>
      <body>
        <I18nProvider locale={locale}>
          {children}
          <QueryPanel />
        </I18nProvider>
        <FocusHeading />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root({ loaderData }: Route.ComponentProps) {
  return (
    <FlashProvider flash={loaderData.flash}>
      <Outlet />
    </FlashProvider>
  );
}

/** Every error that no route of its own shows. A page's shell may have failed with it, so the plain one stands here. */
export function ErrorBoundary() {
  return (
    <PublicShell preferences={usePreferences()}>
      <PageError error={useRouteError()} />
    </PublicShell>
  );
}
