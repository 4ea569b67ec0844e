import { useI18n } from "#app/i18n/index.ts";
import type { Change } from "./change.ts";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

/** Which direction is good news; `neither` leaves the colour out. */
export type Better = "higher" | "lower" | "neither";

export interface ChangeMarkProps {
  change: Change;
  better?: Better;
  /** with what it is compared: "May 2026", "previous period" */
  against?: string;
  /** the rows of what it is compared with, and which figure of theirs it is: "Leads won" */
  rows?: { href: string; of: string } | undefined;
}

/** A change as arrow, word and percentage: the word is its sign, the colour only repeats it. */
export function ChangeMark({ change, better = "higher", against, rows }: ChangeMarkProps) {
  const { m, f } = useI18n();
  const words = m.common.figure;
  if (change.kind === "unmeasured") return <span className="text-muted">{words.notMeasured}</span>;
  if (change.kind === "no-base") {
    return (
      <span className="text-muted">{against === undefined ? words.noBase : words.noBaseIn(against)}</span>
    );
  }
  const tone = toneOf(change.kind, better);
  const said = (
    <>
      <span className={`inline-flex items-center gap-1.5 font-semibold ${tone}`}>
        <Icon name={change.kind} className="size-2.5" />
        <span className={rows && "tally-link"}>
          {change.kind === "same" ? words.same : words[change.kind](f.percent(Math.abs(change.ratio)))}
        </span>
      </span>
      {against !== undefined && (
        <>
          {" "}
          <span className="text-muted">{words.against(against)}</span>
        </>
      )}
    </>
  );
  const look = "inline-flex flex-wrap items-baseline gap-x-1.5";
  if (rows === undefined) return <span className={look}>{said}</span>;
  return (
    <Link to={rows.href} className={`${look} hover:text-accent`}>
      {said}
      <span className="sr-only">{words.rowsThen(rows.of)}</span>
    </Link>
  );
}

function toneOf(kind: "up" | "down" | "same", better: Better): string {
  if (kind === "same" || better === "neither") return "text-ink";
  return (kind === "up") === (better === "higher") ? "text-good" : "text-bad";
}
