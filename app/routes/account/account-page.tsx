import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { changeNameSchema, changePasswordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Columns, ErrorSummary, Flash, PageHeader, Section, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface AccountPageProps {
  user: { name: string; email: string };
  /** what the form for the name answered */
  nameResult?: SubmissionResult<string[]> | undefined;
  /** what the form for the password answered */
  passwordResult?: SubmissionResult<string[]> | undefined;
  /** until the password may be tried again; 0 for now */
  retryMinutes?: number | undefined;
}

/** A person's own page: each of its forms posts to an address of its own, which answers with this page. */
export function AccountPage({ user, nameResult, passwordResult, retryMinutes = 0 }: AccountPageProps) {
  const { m } = useI18n();
  const t = m.auth.account;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} period={user.email} />
      {retryMinutes > 0 && <Flash tone="bad">{m.auth.tooManyAttempts(retryMinutes)}</Flash>}
      <Columns>
        <Section title={t.you}>
          <NameForm name={user.name} result={nameResult} />
        </Section>
        <Section title={t.password} description={t.passwordText}>
          <PasswordForm email={user.email} result={passwordResult} />
        </Section>
      </Columns>
    </>
  );
}

interface FormProps {
  result: SubmissionResult<string[]> | undefined;
}

function NameForm({ name, result }: FormProps & { name: string }) {
  const { m } = useI18n();
  const { form, field, errors } = useFields(changeNameSchema, {
    id: "you",
    lastResult: result,
    labels: m.auth,
    defaultValue: { name },
  });
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form method="post" action="/account" {...getFormProps(form)} className="grid max-w-md gap-5">
        <TextField label={m.auth.name} hint={m.auth.nameHint} {...field("name")} autoComplete="name" />
        <SubmitButton action="/account" className="justify-self-start">
          {m.auth.account.save}
        </SubmitButton>
      </Form>
    </>
  );
}

function PasswordForm({ email, result }: FormProps & { email: string }) {
  const { m } = useI18n();
  const { form, field, errors } = useFields(changePasswordSchema, {
    id: "password",
    lastResult: result,
    labels: m.auth,
  });
  return (
    <>
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
          {m.auth.account.changePassword}
        </SubmitButton>
      </Form>
    </>
  );
}
