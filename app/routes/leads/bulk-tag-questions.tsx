import { longestTag } from "#app/domains/labels/forms.ts";
import { bulkTagForm, bulkUntagForm } from "#app/domains/leads/bulk-form.ts";
import { useI18n } from "#app/i18n/index.ts";
import { SelectField, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { BulkChoices } from "./bulk-asked.server.ts";
import { type AskedOfMany, BulkForm, BulkQuestion } from "./bulk-question.tsx";
import { BulkTally } from "./bulk-tally.tsx";

interface TagQuestionProps {
  asked: AskedOfMany;
  choices: Pick<BulkChoices, "carried" | "tags">;
}

/** Asks which tag many leads are to be marked with. */
export function TagQuestion({ asked, choices }: TagQuestionProps) {
  const { result, conflict, selected } = asked;
  const { m } = useI18n();
  const t = m.leadBulk;
  const { form, field, errors } = useFields(bulkTagForm, {
    lastResult: conflict ? undefined : result,
    labels: { tag: t.tag },
  });
  return (
    <BulkQuestion
      asked={asked}
      title={t.ask.tag(selected.total)}
      table={<BulkTally caption={t.carried} header={t.tag} rows={choices.carried.map(keyed)} />}
    >
      <BulkForm {...{ asked, form, errors }} confirm={t.confirm.tag(selected.total)}>
        <TextField
          label={t.tag}
          hint={t.tagHint}
          {...field("tag")}
          list="tag-names"
          maxLength={longestTag}
          autoComplete="off"
        />
        <datalist id="tag-names">
          {choices.tags.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
      </BulkForm>
    </BulkQuestion>
  );
}

/** Asks which of the tags that many leads carry is to be taken off them. */
export function UntagQuestion({ asked, choices }: TagQuestionProps) {
  const { result, conflict, selected } = asked;
  const { m } = useI18n();
  const t = m.leadBulk;
  const { form, field, errors } = useFields(bulkUntagForm, {
    lastResult: conflict ? undefined : result,
    labels: { tagId: t.tag },
  });
  const { carried } = choices;
  return (
    <BulkQuestion
      asked={asked}
      title={t.ask.untag(selected.total)}
      nothing={carried.length === 0 && t.noneCarried}
      table={<BulkTally caption={t.carried} header={t.tag} rows={carried.map(keyed)} />}
    >
      <BulkForm {...{ asked, form, errors }} confirm={t.confirm.untag}>
        <SelectField
          label={t.tag}
          {...field("tagId")}
          blank={m.common.form.choose}
          options={carried.map(({ id, name, leads }) => ({ value: id, label: t.carriedBy(name, leads) }))}
        />
      </BulkForm>
    </BulkQuestion>
  );
}

const keyed = ({ id, ...tag }: BulkChoices["carried"][number]) => ({ key: id, ...tag });
