import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";

export interface TimelineItem {
  key: string;
  /** ISO instant or local date, and how it reads */
  when: { iso: string; label: string };
  title: ReactNode;
  /** who did it */
  by?: string;
  /** what was noted */
  children?: ReactNode;
  tone?: Tone;
}

const marks: Record<Tone, string> = {
  neutral: "bg-ink",
  accent: "bg-accent",
  good: "bg-good",
  bad: "bg-bad",
  warn: "bg-warn",
};

/** What happened, newest first as the caller sorts it. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="border-line border-l">
      {items.map(({ key, when, title, by, children, tone = "neutral" }) => (
        <li key={key} className="relative pb-6 pl-6 last:pb-0">
          <span aria-hidden="true" className={`absolute top-1.5 -left-[5px] size-[9px] ${marks[tone]}`} />
          <p>
            <span className="block font-semibold">{title}</span>
            <span className="block text-muted text-sm">
              <time dateTime={when.iso}>{when.label}</time>
              {by !== undefined && ` · ${by}`}
            </span>
          </p>
          {children && <div className="mt-1 max-w-prose whitespace-pre-line">{children}</div>}
        </li>
      ))}
    </ol>
  );
}
