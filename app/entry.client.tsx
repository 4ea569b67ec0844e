import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { PageFactsProvider, pageFactsOf } from "./page-facts.tsx";
import { watchQueries } from "./shown-queries.ts";

const facts = pageFactsOf(document);
if (facts.queries) watchQueries();

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider facts={facts}>
        <HydratedRouter />
      </PageFactsProvider>
    </StrictMode>,
  );
});
