import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { changeNameSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ErrorSummary, Section, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface NameSectionProps {
  name: string;
  result: SubmissionResult<string[]> | undefined;
}

/** How a person is called. */
export function NameSection({ name, result }: NameSectionProps) {
  const { m } = useI18n();
  const { form, field, errors } = useFields(changeNameSchema, {
    id: "you",
    lastResult: result,
    labels: m.auth,
    defaultValue: { name },
  });
  return (
    <Section title={m.auth.account.you}>
      <ErrorSummary errors={errors} />
      <Form method="post" action="/account" {...getFormProps(form)} className="grid max-w-md gap-5">
        <TextField label={m.auth.name} hint={m.auth.nameHint} {...field("name")} autoComplete="name" />
        <SubmitButton action="/account" className="justify-self-start">
          {m.auth.account.save}
        </SubmitButton>
      </Form>
    </Section>
  );
}
