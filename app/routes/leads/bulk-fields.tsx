import type { SubmissionResult } from "@conform-to/react";
import type { StageAction } from "#app/domains/leads/bulk-actions.ts";
import { useI18n } from "#app/i18n/index.ts";
import { type conformField, MoneyField, TextField } from "#app/ui/index.ts";
import { WonOnField } from "./won-on-field.tsx";

interface BulkFieldsProps {
  action: StageAction;
  field: (name: "wonOn" | "value" | "lostReason") => ReturnType<typeof conformField>;
  currency: string;
  /** local date */
  today: string;
  /** what the action answered to the form */
  lastResult: SubmissionResult<string[]> | undefined;
}

/** What a change asks for, once for all leads: when they were won and for how much, why they were lost. */
export function BulkFields({ action, field, currency, today, lastResult }: BulkFieldsProps) {
  const { m } = useI18n();
  const t = m.leadBulk;
  if (action === "delete") return <p>{t.deleteText}</p>;
  if (action === "lost") {
    return (
      <TextField
        label={m.leads.fields.lostReason}
        hint={m.leads.move.loseHint}
        {...field("lostReason")}
        optional
      />
    );
  }
  if (action !== "won") return null;
  return (
    <>
      <p className="text-muted">{t.winHint}</p>
      <WonOnField {...field("wonOn")} today={today} lastResult={lastResult} />
      <MoneyField label={t.valueOfEach} currency={currency} {...field("value")} optional />
    </>
  );
}
