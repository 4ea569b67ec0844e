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
          {Array.from({ length: progress[1] }, (_, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: ticks have no identity but their place
              key={index}
              x={index * 5}
              width="3"
              height="12"
              className={index < progress[0] ? "fill-current" : "fill-line"}
            />
          ))}
        </svg>
      ) : (
        <span aria-hidden="true" className="size-2 shrink-0 bg-current" />
      )}
      <span className="label">{children}</span>
    </span>
  );
}
