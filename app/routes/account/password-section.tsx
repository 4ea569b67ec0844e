import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { changePasswordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ErrorSummary, Section, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface PasswordSectionProps {
  email: string;
  result: SubmissionResult<string[]> | undefined;
}

/** Another password, which ends every other session. */
export function PasswordSection({ email, result }: PasswordSectionProps) {
  const { m } = useI18n();
  const t = m.auth.account;
  const { form, field, errors } = useFields(changePasswordSchema, {
    id: "password",
    lastResult: result,
    labels: m.auth,
  });
  return (
    <Section title={t.password} description={t.passwordText} className="print:hidden">
      <ErrorSummary errors={errors} />
      <Form method="post" action="/account/password" {...getFormProps(form)} className="grid max-w-md gap-5">
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
        <TextField
          label={m.auth.currentPassword}
          {...field("currentPassword")}
          type="password"
          autoComplete="current-password"
        />
        <TextField
          label={m.auth.newPassword}
          hint={m.auth.passwordHint}
          {...field("newPassword")}
          type="password"
          autoComplete="new-password"
        />
        <SubmitButton action="/account/password" className="justify-self-start">
          {t.changePassword}
        </SubmitButton>
      </Form>
    </Section>
  );
}
