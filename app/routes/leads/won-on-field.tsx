import type { SubmissionResult } from "@conform-to/react";
import { useI18n } from "#app/i18n/index.ts";
import { type conformField, DateField } from "#app/ui/index.ts";

type WonOnFieldProps = ReturnType<typeof conformField> & {
  /** local date */
  today: string;
  /** what the action answered to the form */
  lastResult: SubmissionResult<string[]> | undefined;
};

/** When a lead was won; once that is refused for being before the lead entered, with a checkbox that says that it was so. */
export function WonOnField({ today, lastResult, ...field }: WonOnFieldProps) {
  const { m } = useI18n();
  const confirmed = lastResult?.initialValue?.wonEarlier !== undefined;
  const asks = confirmed || lastResult?.error?.wonOn?.includes("wonTooEarly");
  return (
    <div>
      <DateField label={m.leads.fields.wonOn} {...field} max={today} />
      {asks && (
        <label className="mt-1.5 flex items-start gap-2">
          <input
            type="checkbox"
            name="wonEarlier"
            defaultChecked={confirmed}
            className="mt-1 size-4 shrink-0"
          />
          {m.leads.wonEarlier}
        </label>
      )}
    </div>
  );
}
