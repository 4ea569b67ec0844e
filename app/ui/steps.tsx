import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";

export interface Step {
  key: string;
  title: string;
  text: ReactNode;
  done: boolean;
  /** a ButtonLink; shown where the step is the next one */
  action: ReactNode;
}

/** What is to be done one after the other. The first that is not done is the next. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { m } = useI18n();
  const next = steps.find(({ done }) => !done)?.key;
  return (
    <ol className="mt-6 grid max-w-2xl border-line border-t">
      {steps.map(({ key, title, text, done, action }, index) => (
        <li
          key={key}
          aria-current={key === next ? "step" : undefined}
          className="grid grid-cols-[2.5rem_minmax(0,1fr)] border-line border-b py-4"
        >
          <span
            aria-hidden="true"
            className={`figure text-3xl leading-8 ${done ? "text-good" : key === next ? "text-accent" : "text-muted"}`}
          >
            {done ? "✓" : index + 1}
          </span>
          <div>
            <p className="font-semibold">
              {title}
              {done && <span className="font-normal text-good"> · {m.common.steps.done}</span>}
            </p>
            <p className="text-muted">{text}</p>
            {key === next && <p className="mt-3">{action}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
