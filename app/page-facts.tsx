import { createContext, type ReactNode, useContext } from "react";
import { defaultLocale, isLocale, type Locale } from "./i18n/index.ts";
import { readQueries, type ShownQuery } from "./shown-queries.ts";
import { defaultTheme, isTheme, type Theme } from "./theme.ts";

/** What the frame of every page needs, also of an error page for which no loader ran. */
export interface PageFacts {
  locale: Locale;
  theme: Theme;
  /** undefined for what the browser renders by itself */
  requestId: string | undefined;
  /** what it was made from, where that is to be seen */
  queries: readonly ShownQuery[] | undefined;
}

const PageFactsContext = createContext<PageFacts>({
  locale: defaultLocale,
  theme: defaultTheme,
  requestId: undefined,
  queries: undefined,
});

export function PageFactsProvider({ facts, children }: { facts: PageFacts; children: ReactNode }) {
  return <PageFactsContext value={facts}>{children}</PageFactsContext>;
}

export function usePageFacts(): PageFacts {
  return useContext(PageFactsContext);
}

/** The facts as the server wrote them into the document. */
export function pageFactsOf(document: Document): PageFacts {
  const { lang, dataset } = document.documentElement;
  return {
    locale: isLocale(lang) ? lang : defaultLocale,
    theme: isTheme(dataset.theme) ? dataset.theme : defaultTheme,
    requestId: dataset.request,
    queries: readQueries(dataset.queries),
  };
}
