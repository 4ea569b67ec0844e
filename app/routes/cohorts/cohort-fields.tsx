import { useI18n } from "#app/i18n/index.ts";
import { type conformField, DateField, TextField } from "#app/ui/index.ts";

interface CohortFieldsProps {
  field: (name: "name" | "startsOn" | "endsOn") => ReturnType<typeof conformField>;
}

/** The facts that both forms ask for. */
export function CohortFields({ field }: CohortFieldsProps) {
  const { m } = useI18n();
  const t = m.cohorts.fields;
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <TextField label={t.name} {...field("name")} autoComplete="off" className="sm:col-span-2" />
      <DateField label={t.startsOn} {...field("startsOn")} />
      <DateField label={t.endsOn} hint={t.endsOnHint} {...field("endsOn")} optional />
    </div>
  );
}
