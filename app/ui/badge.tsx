import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "good" | "bad" | "warn";

const tones: Record<Tone, string> = {
  neutral: "text-ink",
  accent: "text-accent",
  good: "text-good",
  bad: "text-bad",
  warn: "text-warn",
};

export interface BadgeProps {
  tone?: Tone;
  /** how far along: [2, 5] fills two of five ticks. Only repeats what the text says. */
  progress?: readonly [done: number, of: number];
  children: ReactNode;
}

/** A short state, such as the stage of a lead. */
export function Badge({ tone = "neutral", progress, children }: BadgeProps) {
  return (
    <span className={`inline-flex items-center gap-2 whitespace-nowrap ${tones[tone]}`}>
      {progress ? (
        <svg aria-hidden="true" className="shrink-0" width={progress[1] * 5 - 2} height="12">
          {progress[0] > 0 && <path d={ticks(0, progress[0])} className="fill-current" />}
          {progress[0] < progress[1] && <path d={ticks(progress[0], progress[1])} className="fill-line" />}
        </svg>
      ) : (
        <span aria-hidden="true" className="size-2 shrink-0 bg-current" />
      )}
      <span className="label">{children}</span>
    </span>
  );
}

/** One shape for all: a list has a badge in each row. */
function ticks(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `M${(from + index) * 5} 0h3v12h-3z`).join("");
}
