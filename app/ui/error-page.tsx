import type { ReactNode } from "react";
import { errorWords } from "#app/i18n/error-words.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink } from "./button.tsx";

export interface ErrorPageProps {
  /** HTTP status; one without words of its own reads as its class does */
  status: number;
  /** shown where it helps: on an unexpected error */
  requestId?: string;
  homeHref?: string;
  /** for a damaged cursor or search: the same list from its beginning */
  firstPageHref?: string;
  /** what to do about it, instead of going to the start page */
  actions?: ReactNode;
  children?: ReactNode;
}

/** What stands in `main` when a page cannot be shown. Bring a shell around it. */
export function ErrorPage(props: ErrorPageProps) {
  const { status, requestId, homeHref = "/", firstPageHref, actions, children } = props;
  const { m } = useI18n();
  const { title, text } = errorWords(status, m);
  return (
    <div className="max-w-xl border-ink border-t-4 pt-4">
      <p className="figure text-8xl text-accent leading-none">{status}</p>
      <h1 className="figure mt-3 text-5xl leading-none">{title}</h1>
      <p className="mt-4 text-lg">{text}</p>
      {children}
      {requestId !== undefined && status >= 500 && (
        <p className="mt-4 text-muted">
          {m.errors.requestId} <code className="select-all text-ink">{requestId}</code>
        </p>
      )}
      {actions ?? (
        <p className="mt-8 flex flex-wrap gap-3">
          {firstPageHref !== undefined && <ButtonLink to={firstPageHref}>{m.errors.firstPage}</ButtonLink>}
          <ButtonLink to={homeHref} look={firstPageHref === undefined ? "primary" : "quiet"}>
            {m.errors.home}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}
