import { useEffect, useRef } from "react";
import { useI18n } from "#app/i18n/index.ts";

export interface ErrorSummaryProps {
  /** in the order of the fields; `label` goes before the message */
  errors: readonly { fieldId?: string; label?: string; message: string }[];
}

/** On top of a form that came back: what is wrong, each a link to its field. Takes the focus. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const { m } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  const stamp = errors.map(({ fieldId, message }) => `${fieldId} ${message}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: again whenever other errors come back
  useEffect(() => box.current?.focus(), [stamp]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mb-6 border-bad border-l-4 bg-bad-wash px-4 py-3">
      <p className="font-semibold">{m.common.form.problems(errors.length)}</p>
      <ul className="mt-1 grid gap-0.5">
        {errors.map(({ fieldId, label, message }) => {
          const text = label === undefined ? message : `${label}: ${message}`;
          return (
            <li key={`${fieldId} ${text}`}>
              {fieldId === undefined ? (
                text
              ) : (
                <a href={`#${fieldId}`} className="link">
                  {text}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
