import { useI18n } from "#app/i18n/index.ts";
import { Link } from "./link.tsx";

type RecordState = "active" | "archived";

export interface StateFilterProps {
  state: RecordState;
  /** the same list of the other records */
  hrefOf: (state: RecordState) => string;
}

/** Which records a list shows: those in use, or those in the archive. */
export function StateFilter({ state, hrefOf }: StateFilterProps) {
  const { m } = useI18n();
  const t = m.common.records;
  return (
    <nav aria-label={t.state} className="mb-6 flex gap-6 border-line border-b print:hidden">
      {(["active", "archived"] as const).map((each) => (
        <Link
          key={each}
          to={hrefOf(each)}
          aria-current={each === state ? "page" : undefined}
          className="label -mb-px inline-flex min-h-10 items-center border-transparent border-b-4 pt-1 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {t.states[each]}
        </Link>
      ))}
    </nav>
  );
}
