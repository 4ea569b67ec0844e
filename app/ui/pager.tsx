import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { buttonClass } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export interface PagerProps {
  /** addresses; absent where there is no such page */
  previous?: string;
  next?: string;
  /** between the two, e.g. how many rows are shown */
  children?: ReactNode;
}

/** Previous and next as real links. Nothing at all for a list of one page. */
export function Pager({ previous, next, children }: PagerProps) {
  const { m } = useI18n();
  if (previous === undefined && next === undefined) return null;
  return (
    <nav
      aria-label={m.common.table.pages}
      className="mt-5 flex items-center justify-between gap-4 print:hidden"
    >
      <span className="min-w-28">
        {previous !== undefined && (
          <Link to={previous} rel="prev" className={buttonClass("quiet")}>
            <Icon name="previous" className="size-3" />
            {m.common.table.previous}
          </Link>
        )}
      </span>
      {children && <span className="text-center text-muted text-sm">{children}</span>}
      <span className="min-w-28 text-right">
        {next !== undefined && (
          <Link to={next} rel="next" className={buttonClass("quiet")}>
            {m.common.table.next}
            <Icon name="next" className="size-3" />
          </Link>
        )}
      </span>
    </nav>
  );
}
