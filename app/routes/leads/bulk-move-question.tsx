import { useMemo } from "react";
import type { StageAction } from "#app/domains/leads/bulk-actions.ts";
import { bulkMoveForm } from "#app/domains/leads/bulk-form.ts";
import { useI18n } from "#app/i18n/index.ts";
import { useFields } from "#app/use-fields.ts";
import { BulkFields } from "./bulk-fields.tsx";
import { type AskedOfMany, BulkForm, BulkQuestion } from "./bulk-question.tsx";
import { BulkStages, staying } from "./bulk-stages.tsx";
import { sayLeadError } from "./say-lead-error.ts";

interface MoveQuestionProps {
  asked: AskedOfMany;
  action: StageAction;
  /** local date */
  today: string;
}

/** Asks before many leads go to another stage or into the bin: what becomes of those at each stage. */
export function MoveQuestion({ asked, action, today }: MoveQuestionProps) {
  const { selected, result, conflict } = asked;
  const { currency } = asked.organization;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadBulk;
  const schema = useMemo(() => bulkMoveForm({ currency, today }), [currency, today]);
  const { form, field, errors } = useFields(schema, {
    lastResult: conflict ? undefined : result,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
    defaultValue: action === "won" ? { wonOn: today } : {},
  });
  const changing = selected.total - staying(action, selected);
  return (
    <BulkQuestion
      asked={asked}
      title={t.ask[kindOf(action)](changing, action === "delete" ? "" : m.leads.status[action])}
      nothing={changing === 0 && t.allThere}
      table={<BulkStages action={action} selected={selected} />}
    >
      <BulkForm
        {...{ asked, form, errors }}
        confirm={t.confirm[kindOf(action)](changing)}
        danger={action === "delete"}
      >
        <BulkFields action={action} field={field} currency={currency} today={today} lastResult={result} />
      </BulkForm>
    </BulkQuestion>
  );
}

const kindOf = (action: StageAction) =>
  action === "won" || action === "lost" || action === "delete" ? action : "move";
