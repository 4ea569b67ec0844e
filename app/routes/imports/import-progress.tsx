import { useEffect } from "react";
import { useRevalidator } from "react-router";
import type { ImportDetails } from "#app/domains/imports/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";

/** Seconds between two looks. */
const every = 2;

interface ProgressProps {
  imported: ImportDetails;
  /** whether other pages wait while the import writes, this one too */
  othersWait: boolean;
}

/** How far an import is; looks again by itself, without scripts too. */
export function ImportProgress({ imported, othersWait }: ProgressProps) {
  const { m, f } = useI18n();
  const t = m.imports.progress;
  const { status, task, attempts, rowsDone, rowsTotal, bytesDone, fileSize } = imported;
  useLookAgain();
  const label = task ? t[task] : t.import;
  const known = status === "running" && task !== "revert" && fileSize > 0;
  return (
    <div className="max-w-2xl">
      <noscript>
        <meta httpEquiv="refresh" content={String(every)} />
      </noscript>
      <p className="figure mb-3 text-3xl leading-9">{status === "queued" ? t.queued : label}</p>
      <progress
        aria-label={label}
        className="h-3 w-full accent-accent"
        max={1}
        {...(known && { value: Math.min(1, bytesDone / fileSize) })}
      />
      <p role="status" className="mt-2 text-muted">
        {known &&
          (rowsTotal === null
            ? t.rows(f.number(rowsDone), rowsDone)
            : t.rowsOf(f.number(rowsDone), f.number(rowsTotal)))}
      </p>
      {status === "running" && attempts > 1 && (
        <p className="mt-4 border-warn border-l-4 bg-warn-wash px-4 py-3">{t.again(attempts)}</p>
      )}
      <p className="mt-6 max-w-prose text-muted">{t.leave}</p>
      {othersWait && task !== "rehearse" && <p className="mt-3 max-w-prose text-muted">{t.othersWait}</p>}
    </div>
  );
}

function useLookAgain() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void revalidate();
    }, every * 1_000);
    return () => clearInterval(timer);
  }, [revalidate]);
}
