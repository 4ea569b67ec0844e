import { useI18n } from "#app/i18n/index.ts";
import type { Change } from "./change.ts";
import { Icon } from "./icon.tsx";

/** Which direction is good news; `neither` leaves the colour out. */
export type Better = "higher" | "lower" | "neither";

/** A change as arrow, word and signed percentage; the colour only repeats it. */
export function ChangeMark({ change, better = "higher" }: { change: Change; better?: Better }) {
  const { m, f } = useI18n();
  if (change.kind === "unmeasured") return <span className="text-muted">{m.common.figure.notMeasured}</span>;
  if (change.kind === "no-base") return <span className="text-muted">{m.common.figure.noBase}</span>;
  if (change.kind === "same") {
    return (
      <span className="inline-flex items-center gap-1.5">
        <Icon name="same" className="size-2.5" />
        {m.common.figure.same}
      </span>
    );
  }
  const good = better !== "neither" && (change.kind === "up") === (better === "higher");
  const tone = better === "neither" ? "text-ink" : good ? "text-good" : "text-bad";
  const percent = f.signedPercent(change.ratio);
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${tone}`}>
      <Icon name={change.kind} className="size-2.5" />
      {change.kind === "up" ? m.common.figure.up(percent) : m.common.figure.down(percent)}
    </span>
  );
}
