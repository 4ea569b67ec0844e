import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { PageFactsProvider, pageFactsOf } from "./page-facts.tsx";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider facts={pageFactsOf(document)}>
        <HydratedRouter />
      </PageFactsProvider>
    </StrictMode>,
  );
});
