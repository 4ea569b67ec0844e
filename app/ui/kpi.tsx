import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";
import type { Change } from "./change.ts";
import { type Better, ChangeMark } from "./change-mark.tsx";
import { FigureLink } from "./figure-link.tsx";

export interface KpiProps {
  label: string;
  /** formatted in the reader's language; null says "not measured" */
  value: string | null;
  /** the list of exactly the rows that this figure counts */
  href?: string;
  /** against what, how, and the rows of that: usually previous month and same month last year */
  comparisons?: { label: string; change: Change; href?: string }[];
  better?: Better;
  /** what the figure leaves out, e.g. how many are not declared */
  note?: ReactNode;
  /** a <Sparkline> */
  children?: ReactNode;
}

/** One figure of the scoreboard, its parts in line with those of the figures beside it. Put several into a <KpiBoard>. */
export function Kpi({ label, value, href, comparisons = [], better = "higher", note, children }: KpiProps) {
  const { m } = useI18n();
  return (
    <article className="row-span-5 grid min-w-0 grid-rows-subgrid px-5 pt-3.5 pb-4 shadow-[-1px_-1px_0_var(--line)]">
      <h2 className="label text-muted">{label}</h2>
      <p
        className={`figure mt-1 flex min-h-16 items-end whitespace-nowrap leading-none tracking-[-0.01em] ${sizeOf(value)}`}
      >
        {value === null ? (
          <span className="block py-4 text-3xl text-muted leading-8">{m.common.figure.notMeasured}</span>
        ) : href === undefined ? (
          value
        ) : (
          <FigureLink
            to={href}
            name={m.common.figure.rowsOf(label, value)}
            className="underline decoration-2 decoration-line underline-offset-[0.12em] hover:text-accent hover:decoration-accent focus-visible:-outline-offset-2"
          >
            {value}
          </FigureLink>
        )}
      </p>
      <div>{note && <p className="mt-1.5 text-muted text-sm">{note}</p>}</div>
      <div>
        {value !== null && comparisons.length > 0 && (
          <ul className="mt-2.5 grid gap-0.5 text-sm">
            {comparisons.map(({ label: against, change, href: base }) => (
              <li key={against}>
                <ChangeMark
                  change={change}
                  better={better}
                  against={against}
                  rows={base === undefined ? undefined : { href: base, of: label }}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="self-end">{children && <div className="pt-4">{children}</div>}</div>
    </article>
  );
}

/** Kpis beside each other under a heavy rule, divided by hairlines. */
export function KpiBoard({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-clip border-line border-b">
      <div className="-ml-5 grid sm:grid-cols-2 xl:grid-cols-4 print:grid-cols-4">{children}</div>
    </div>
  );
}

/** A long figure is set smaller, so that it stays in its column. */
function sizeOf(value: string | null): string {
  const length = value?.length ?? 0;
  if (length <= 8) return "text-[4rem] print:text-[2.75rem]";
  if (length <= 10) return "text-[3.5rem] print:text-[2.5rem]";
  if (length <= 12) return "text-5xl print:text-4xl";
  return length <= 14 ? "text-[2.25rem] print:text-3xl" : "text-[1.75rem] print:text-2xl";
}
