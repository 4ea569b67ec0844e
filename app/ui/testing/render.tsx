import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router";
import { I18nProvider, type Locale } from "#app/i18n/index.ts";

/** A component as the server sends it, in a route at "/o/demo". */
export async function renderOnServer(element: ReactNode, locale: Locale = "en"): Promise<string> {
  const routes = [{ path: "/o/demo", element }];
  const handler = createStaticHandler(routes);
  const context = await handler.query(new Request("http://test/o/demo"));
  if (context instanceof Response) throw new Error(`Answered ${context.status}`);
  return renderToStaticMarkup(
    <I18nProvider locale={locale}>
      <StaticRouterProvider
        router={createStaticRouter(handler.dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </I18nProvider>,
  );
}

/** Attributes of every element with this tag, in order: enough of a parser for what React writes. */
export function elements(html: string, tag: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>`, "g"))].map((match) =>
    Object.fromEntries(
      [...(match[1] ?? "").matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"'),
      ]),
    ),
  );
}

/** The texts of a table's cells, row by row, heads included. */
export function tableTexts(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell.replace(/<[^>]+>/g, "")),
  );
}
