import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { PrintStamp } from "./print-stamp.tsx";

export interface PageHeaderProps {
  title: ReactNode;
  /** above the title: where this page hangs */
  trail?: { label: string; href: string }[];
  /** the period in words, beside the title; also what print shows of the picker */
  period?: string;
  /** "As of …", from m.common.asOf */
  asOf?: string;
  /** buttons and links that act on the page */
  actions?: ReactNode;
  /** below the rule: usually a PeriodPicker */
  children?: ReactNode;
}

/** The one h1 of a page, its period, its actions. */
export function PageHeader({ title, trail = [], period, asOf, actions, children }: PageHeaderProps) {
  return (
    <>
      <PrintStamp parts={[period, asOf]} />
      <header className="mb-8">
        {trail.length > 0 && (
          <p className="label mb-2 flex flex-wrap gap-x-2 text-muted print:hidden">
            {trail.map(({ label, href }) => (
              <span key={href} className="after:ml-2 after:text-edge after:content-['/']">
                <Link to={href} className="hover:text-accent">
                  {label}
                </Link>
              </span>
            ))}
          </p>
        )}
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 border-ink border-b-4 pb-4">
          <div className="min-w-0 grow basis-64">
            <h1 className="figure text-[2.75rem] leading-[0.95] sm:text-6xl">{title}</h1>
            {(period !== undefined || asOf !== undefined) && (
              <p className="mt-2.5 flex flex-wrap gap-x-4 text-muted">
                {period !== undefined && <span className="text-ink">{period}</span>}
                {asOf !== undefined && <span>{asOf}</span>}
              </p>
            )}
          </div>
          {actions && <div className="flex flex-wrap gap-2.5 print:hidden">{actions}</div>}
        </div>
        {children}
      </header>
    </>
  );
}
