import { useLocation } from "react-router";
import { errorWords } from "#app/i18n/error-words.ts";
import { useI18n } from "./i18n/index.ts";
import { usePageFacts } from "./page-facts.tsx";
import { SendAgain } from "./send-again.tsx";
import { readHttpError } from "./server/http-error.ts";
import { ErrorPage } from "./ui/error-page.tsx";

/** What an error boundary shows within its shell: the house's page of the status, with its title. */
export function PageError({ error }: { error: unknown }) {
  const facts = usePageFacts();
  const { pathname } = useLocation();
  const { m } = useI18n();
  const { status, offersFirstPage, kept, requestId = facts.requestId } = readHttpError(error);
  return (
    <>
      <title>{m.common.pageTitle(errorWords(status, m).title)}</title>
      <ErrorPage
        status={status}
        {...(requestId && { requestId })}
        {...(offersFirstPage && { firstPageHref: pathname })}
        {...(kept && { actions: <SendAgain {...kept} /> })}
      />
      {import.meta.env.DEV && error instanceof Error && (
        <pre className="mt-8 overflow-x-auto text-sm">{error.stack}</pre>
      )}
    </>
  );
}
