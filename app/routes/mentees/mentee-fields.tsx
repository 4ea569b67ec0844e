import type { CohortChoice } from "#app/domains/cohorts/queries.server.ts";
import type { PersonChoice } from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { type conformField, DateField, SelectField, TextField } from "#app/ui/index.ts";

interface MenteeFieldsProps {
  field: (name: "businessName" | "cohortId" | "joinedOn" | "userId") => ReturnType<typeof conformField>;
  cohorts: readonly CohortChoice[];
  /** Who may sign in for it. */
  people: readonly PersonChoice[];
  /** The mentee is in a cohort already. */
  moves?: boolean;
}

/** The facts that both forms ask for. */
export function MenteeFields({ field, cohorts, people, moves = false }: MenteeFieldsProps) {
  const { m } = useI18n();
  const t = m.mentees.fields;
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <TextField
        label={t.businessName}
        {...field("businessName")}
        autoComplete="off"
        className="sm:col-span-2"
      />
      <SelectField
        label={t.cohortId}
        {...field("cohortId")}
        {...(moves && { hint: t.cohortHint })}
        blank={m.common.form.choose}
        options={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField label={t.joinedOn} {...field("joinedOn")} />
      <SelectField
        label={t.userId}
        hint={t.userHint}
        {...field("userId")}
        optional
        blank={t.nobody}
        options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        className="sm:col-span-2"
      />
    </div>
  );
}
