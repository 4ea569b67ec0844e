import { bulkAssignForm } from "#app/domains/leads/bulk-form.ts";
import { noOwner } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { SelectField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { BulkChoices } from "./bulk-asked.server.ts";
import { type AskedOfMany, BulkForm, BulkQuestion } from "./bulk-question.tsx";
import { BulkTally } from "./bulk-tally.tsx";

interface AssignQuestionProps {
  asked: AskedOfMany;
  choices: Pick<BulkChoices, "owned" | "owners">;
}

/** Asks who is to work many leads from now on. */
export function AssignQuestion({ asked, choices }: AssignQuestionProps) {
  const { result, conflict, selected } = asked;
  const { m } = useI18n();
  const t = m.leadBulk;
  const { form, field, errors } = useFields(bulkAssignForm, {
    lastResult: conflict ? undefined : result,
    labels: m.leads.fields,
  });
  const rows = choices.owned.map(({ ownerId, name, leads }) => ({
    key: ownerId ?? noOwner,
    name: name ?? m.leadList.nobody,
    leads,
  }));
  return (
    <BulkQuestion
      asked={asked}
      title={t.ask.assign(selected.total)}
      table={<BulkTally caption={t.owned} header={m.leads.fields.ownerId} rows={rows} />}
    >
      <BulkForm {...{ asked, form, errors }} confirm={t.confirm.assign(selected.total)}>
        <SelectField
          label={t.newOwner}
          hint={t.newOwnerHint}
          {...field("ownerId")}
          blank={m.common.form.choose}
          options={[
            { value: noOwner, label: t.nobody },
            ...choices.owners.map(({ userId, name, role }) => ({
              value: userId,
              label: `${name} · ${m.people.roles[role]}`,
            })),
          ]}
        />
      </BulkForm>
    </BulkQuestion>
  );
}
