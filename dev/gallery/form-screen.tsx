import { Form } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import {
  ButtonLink,
  DateField,
  ErrorSummary,
  MoneyField,
  PageHeader,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from "#app/ui/index.ts";
import { sources } from "./samples.ts";
import { galleryWords } from "./words.ts";

export function FormScreen() {
  const { m, locale } = useI18n();
  const words = galleryWords(locale);
  return (
    <>
      <PageHeader title={words.newLead} trail={[{ label: m.leads.title, href: "/o/demo/leads" }]} />
      <Form method="post" noValidate className="max-w-2xl">
        <ErrorSummary
          errors={[
            { fieldId: "email", label: m.auth.email, message: m.errors.field.email },
            { fieldId: "externalId", label: words.externalId, message: m.errors.field.taken },
          ]}
        />
        <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={words.name}
            required
            defaultValue="Padaria Dona Benta"
            className="sm:col-span-2"
          />
          <TextField
            name="email"
            type="email"
            label={m.auth.email}
            optional
            defaultValue="dona.benta@"
            errors={[m.errors.field.email]}
          />
          <TextField name="phone" type="tel" label={words.phone} optional hint="+55 11 91234-5678" />
          <SelectField
            name="source"
            label={words.source}
            blank={m.common.form.choose}
            options={sources.map(({ key }) => ({ value: key, label: key }))}
          />
          <DateField name="enteredOn" label={words.enteredOn} required defaultValue="2026-06-30" />
          <MoneyField name="value" label={words.value} currency="BRL" minor={1_250_000} optional />
          <TextField
            name="externalId"
            label={words.externalId}
            hint={words.externalHint}
            defaultValue="A-1001"
            errors={[m.errors.field.taken]}
            optional
          />
          <TextareaField name="notes" label={words.notes} optional className="sm:col-span-2" />
        </div>
        <div className="mt-7 flex gap-3">
          <SubmitButton>{m.common.save}</SubmitButton>
          <ButtonLink to="/o/demo/leads" look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}
