import { useId } from "react";
import { Form } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { buttonClass } from "./button.tsx";
import { KeptInputs, type SearchPairs } from "./kept-inputs.tsx";
import { Link } from "./link.tsx";

export interface PeriodPreset {
  label: string;
  /** local dates, both inclusive */
  from: string;
  to: string;
}

export interface PeriodPickerProps {
  from: string;
  to: string;
  /** computed by the caller in the organization's zone */
  presets: readonly PeriodPreset[];
  /** other search parameters of the page, kept; a cursor is better left out */
  keep?: SearchPairs;
  /** names of the two parameters */
  names?: { from: string; to: string };
  /** what is wrong with the period, in the reader's language */
  problem?: string;
}

/** The period of a page: presets as links, and any other one as a GET form. Works on the page it stands on. */
export function PeriodPicker(props: PeriodPickerProps) {
  const { from, to, presets, keep = [], names = { from: "from", to: "to" }, problem } = props;
  const { m } = useI18n();
  const problemId = useId();
  const isCurrent = (preset: PeriodPreset) => preset.from === from && preset.to === to;
  const custom = !presets.some(isCurrent);
  return (
    <nav
      aria-label={m.common.period.label}
      className="flex flex-wrap items-start gap-x-6 border-line border-b print:hidden"
    >
      {presets.map((preset) => {
        const search = new URLSearchParams([
          ...keep.map(([name, value]) => [name, value]),
          [names.from, preset.from],
          [names.to, preset.to],
        ]);
        return (
          <Link
            key={preset.label}
            to={`?${search}`}
            preventScrollReset
            aria-current={isCurrent(preset) ? "true" : undefined}
            className="label -mb-px border-transparent border-b-4 py-2.5 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {preset.label}
          </Link>
        );
      })}
      <details open={custom} className="group">
        <summary
          className={`label -mb-px border-b-4 py-2.5 hover:text-ink ${
            custom ? "border-accent text-ink" : "border-transparent text-muted group-open:text-ink"
          }`}
        >
          {m.common.period.custom}
        </summary>
        <Form method="get" preventScrollReset className="flex flex-wrap items-end gap-3 py-3">
          <KeptInputs pairs={keep} />
          <label className="text-sm">
            <span className="mb-0.5 block">{m.common.period.from}</span>
            <input type="date" name={names.from} defaultValue={from} key={from} className="control" />
          </label>
          <label className="text-sm">
            <span className="mb-0.5 block">{m.common.period.to}</span>
            <input
              type="date"
              name={names.to}
              defaultValue={to}
              key={to}
              className="control"
              {...(problem !== undefined && { "aria-invalid": true, "aria-describedby": problemId })}
            />
          </label>
          <button type="submit" className={buttonClass("primary")}>
            {m.common.period.show}
          </button>
          {problem !== undefined && (
            <p id={problemId} role="alert" className="w-0 min-w-full font-medium text-bad text-sm">
              {problem}
            </p>
          )}
        </Form>
      </details>
    </nav>
  );
}
