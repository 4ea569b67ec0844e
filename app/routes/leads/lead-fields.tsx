import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { type conformField, DateField, MoneyField, SelectField, TextField } from "#app/ui/index.ts";
import type { OwnerChoices } from "./owner-choices.server.ts";

/** The facts that both forms ask for. */
export type FactField =
  | "name"
  | "menteeId"
  | "ownerId"
  | "email"
  | "phone"
  | "source"
  | "value"
  | "enteredOn"
  | "externalId";

interface LeadFieldsProps {
  field: (name: FactField) => ReturnType<typeof conformField>;
  mentees: readonly { id: string; businessName: string; cohortName: string }[];
  /** null where the person does not choose */
  owners: OwnerChoices | null;
  /** sources in use, to choose from while typing */
  sources: readonly string[];
  currency: string;
  /** local date */
  today: string;
  /** more fields, in the same grid */
  children?: ReactNode;
}

export function LeadFields({ field, mentees, owners, sources, currency, today, children }: LeadFieldsProps) {
  const { m } = useI18n();
  const t = m.leads.fields;
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <TextField label={t.name} {...field("name")} autoComplete="off" className="sm:col-span-2" />
      <SelectField
        label={t.menteeId}
        {...field("menteeId")}
        className="sm:col-span-2"
        blank={m.common.form.choose}
        options={mentees.map(({ id, businessName, cohortName }) => ({
          value: id,
          label: `${businessName} · ${cohortName}`,
        }))}
      />
      {owners && (
        <SelectField
          label={t.ownerId}
          {...field("ownerId")}
          className="sm:col-span-2"
          blank={m.leads.noOwner}
          options={owners.map(({ userId, name, role }) => ({
            value: userId,
            label: role === undefined ? name : `${name} · ${m.people.roles[role]}`,
          }))}
          optional
        />
      )}
      <TextField label={t.email} {...field("email")} type="email" autoComplete="off" optional />
      <TextField
        label={t.phone}
        hint={t.phoneHint}
        {...field("phone")}
        type="tel"
        autoComplete="off"
        optional
      />
      <TextField label={t.source} {...field("source")} list="sources" autoComplete="off" optional />
      <datalist id="sources">
        {sources.map((source) => (
          <option key={source} value={source} />
        ))}
      </datalist>
      <MoneyField label={t.value} currency={currency} {...field("value")} optional />
      <DateField label={t.enteredOn} {...field("enteredOn")} max={today} />
      {children}
      <TextField
        label={t.externalId}
        hint={t.externalIdHint}
        {...field("externalId")}
        autoComplete="off"
        className="sm:col-span-2"
        optional
      />
    </div>
  );
}
