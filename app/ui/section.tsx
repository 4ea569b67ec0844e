import { type ReactNode, useId } from "react";

export interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** where a link leads to it */
  id?: string;
  children: ReactNode;
}

/** A part of a page under a rule and an h2. */
export function Section({ title, description, actions, className = "", id, children }: SectionProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={`border-ink border-t-2 pt-2.5 ${className}`}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={heading} className="figure text-[1.75rem] leading-8">
          {title}
        </h2>
        {actions && <div className="flex flex-wrap gap-3 text-sm print:hidden">{actions}</div>}
        {description && <p className="w-full max-w-prose text-muted">{description}</p>}
      </div>
      {children}
    </section>
  );
}

/** Sections beside each other where there is room, with the rhythm of the page between them. */
export function Columns({ children, of = 2 }: { children: ReactNode; of?: 1 | 2 | 3 }) {
  const columns = {
    1: "",
    2: "xl:grid-cols-2 print:grid-cols-2",
    3: "md:grid-cols-2 xl:grid-cols-3 print:grid-cols-2",
  }[of];
  return (
    <div
      className={`mt-12 grid gap-x-12 gap-y-12 print:mt-8 print:gap-x-8 print:gap-y-8 *:min-w-0 ${columns}`}
    >
      {children}
    </div>
  );
}
