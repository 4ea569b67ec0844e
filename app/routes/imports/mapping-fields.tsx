import type { ReactNode } from "react";
import {
  datePatterns,
  type MappedField,
  type MappingForm,
  wordsName,
} from "#app/domains/imports/mapping-form.ts";
import { leadStatuses } from "#app/domains/leads/lead-status.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DateField, type FieldProps, Section, SelectField, TextField } from "#app/ui/index.ts";

type FieldOf = (
  name: keyof MappingForm & string,
) => Omit<FieldProps, "label"> & { defaultValue?: string | undefined };

interface MappingFieldsProps {
  field: FieldOf;
  /** of the file */
  columns: readonly string[];
}

const pair = "grid gap-x-6 gap-y-5 sm:grid-cols-2";

/** Every field of a lead, and the column that it is in. */
export function MappingFields({ field, columns }: MappingFieldsProps) {
  const { m } = useI18n();
  const t = m.imports.mapping;
  const options = [...new Set(columns)]
    .filter((name) => name !== "")
    .map((name) => ({ value: name, label: name }));
  const column = (name: MappedField, hint?: string) => (
    <SelectField
      label={t.fields[name]}
      {...field(name)}
      blank={t.notInFile}
      options={options}
      {...(hint !== undefined && { hint })}
    />
  );
  const pattern = (name: "enteredAtPattern" | "wonAtPattern") => (
    <SelectField
      label={t.fields[name]}
      {...field(name)}
      options={datePatterns.map((value) => ({
        value,
        label: value === "instant" ? t.instant : t.pattern(value),
      }))}
    />
  );
  return (
    <div className="grid gap-10">
      <Part title={t.parts.lead}>
        {column("leadId", t.hints.leadId)}
        {column("externalId", t.hints.externalId)}
        {column("name", t.hints.name)}
        {column("email")}
        {column("source")}
        {column("phone")}
        <TextField
          label={t.fields.countryCode}
          optional
          hint={t.hints.countryCode}
          {...field("countryCode")}
          inputMode="tel"
        />
        <TextField label={t.fields.unknown} optional hint={t.hints.unknown} {...field("unknown")} />
      </Part>
      <Part title={t.parts.pipeline}>
        {column("enteredAt")}
        {pattern("enteredAtPattern")}
        {column("wonAt", t.hints.wonAt)}
        {pattern("wonAtPattern")}
        {column("value")}
        <SelectField
          label={t.fields.decimal}
          {...field("decimal")}
          options={[
            { value: ".", label: "1,234.56" },
            { value: ",", label: "1.234,56" },
          ]}
        />
        <div className="-mt-2 sm:col-start-2">
          <ZeroUndeclared {...field("zeroUndeclared")} />
        </div>
        {column("status", t.hints.status)}
        {column("lostReason")}
        <details className="sm:col-span-2" open={field("status").defaultValue !== undefined}>
          <summary className="link w-fit cursor-pointer">{t.words}</summary>
          <p className="mt-2 max-w-prose text-muted text-sm">{t.wordsText}</p>
          <div className={`mt-4 ${pair}`}>
            {leadStatuses.map((status) => (
              <TextField key={status} label={m.leads.status[status]} optional {...field(wordsName(status))} />
            ))}
          </div>
        </details>
      </Part>
      <Part title={t.parts.mentees}>
        {column("mentee", t.hints.mentee)}
        <TextField label={t.fields.menteeName} hint={t.hints.menteeName} {...field("menteeName")} />
        <TextField label={t.fields.cohort} optional hint={t.hints.cohort} {...field("cohort")} />
        <DateField
          label={t.fields.cohortStartsOn}
          hint={t.hints.cohortStartsOn}
          {...field("cohortStartsOn")}
        />
      </Part>
      <Part title={t.parts.rows}>
        <SelectField
          className="sm:col-span-2"
          label={t.fields.rows}
          {...field("rows")}
          options={(["upsert", "update-only"] as const).map((value) => ({ value, label: t.rows[value] }))}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className={`${pair} items-end`}>{children}</div>
    </Section>
  );
}

function ZeroUndeclared({ name, id, defaultValue }: ReturnType<FieldOf>) {
  const { m } = useI18n();
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input type="checkbox" name={name} id={id} defaultChecked={defaultValue === "on"} className="size-4" />
      {m.imports.mapping.fields.zeroUndeclared}
    </label>
  );
}
