import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { passwordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { AttemptErrors } from "#app/routes/auth/attempt-errors.tsx";
import { ButtonLink, type ButtonLook, PageHeader, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface PasswordPageProps {
  /** what is about to be done, and what the button says */
  words: { title: string; text: string; submit: string };
  look?: ButtonLook;
  /** whose password it is, for password managers */
  email: string;
  refused: { result: SubmissionResult<string[]>; retryMinutes: number } | undefined;
}

/** Asks for the password before something changes that guards the account. */
export function PasswordPage({ words, look = "primary", email, refused }: PasswordPageProps) {
  const { m } = useI18n();
  const { form, field, errors } = useFields(passwordSchema, {
    lastResult: refused?.result,
    labels: m.auth,
  });
  return (
    <>
      <title>{m.common.pageTitle(words.title)}</title>
      <PageHeader title={words.title} />
      <div className="mt-8 max-w-md">
        <p className="mb-6">{words.text}</p>
        <AttemptErrors errors={errors} retryMinutes={refused?.retryMinutes} />
        <Form method="post" {...getFormProps(form)} className="grid gap-5">
          <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
          <TextField
            label={m.auth.currentPassword}
            {...field("currentPassword")}
            type="password"
            autoComplete="current-password"
          />
          <div className="flex flex-wrap gap-3">
            <SubmitButton look={look}>{words.submit}</SubmitButton>
            <ButtonLink to="/account" look="quiet">
              {m.common.cancel}
            </ButtonLink>
          </div>
        </Form>
      </div>
    </>
  );
}
