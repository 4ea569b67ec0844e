import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: string;
  /** why it is empty, and what to do about it */
  children?: ReactNode;
  /** a ButtonLink */
  action?: ReactNode;
}

/** Instead of an empty list. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="border-line border-y py-10">
      <p className="figure text-3xl leading-9">{title}</p>
      {children && <p className="mt-1.5 max-w-prose text-muted">{children}</p>}
      {action && <p className="mt-5">{action}</p>}
    </div>
  );
}
