import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { changeEmailSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { EmailText } from "#app/ui/email-text.tsx";
import { Badge, ErrorSummary, Section, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface EmailSectionProps {
  email: string;
  confirmed: boolean;
  /** otherwise an address can be neither confirmed nor changed */
  sendsMail: boolean;
  result: SubmissionResult<string[]> | undefined;
}

/** A person's e-mail address: whether it is confirmed, and another one. */
export function EmailSection({ email, confirmed, sendsMail, result }: EmailSectionProps) {
  const { m } = useI18n();
  const t = m.mailLinks.account;
  return (
    <Section title={t.title} description={sendsMail ? undefined : t.noMail}>
      <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="wrap-anywhere">
          <EmailText address={email} />
        </span>
        {sendsMail && (
          <Badge tone={confirmed ? "good" : "warn"}>{confirmed ? t.confirmed : t.unconfirmed}</Badge>
        )}
      </p>
      {sendsMail && !confirmed && (
        <Form method="post" action="/account/email/confirmation" className="mb-8">
          <p className="mb-3 text-muted">{t.unconfirmedText}</p>
          <SubmitButton action="/account/email/confirmation" look="quiet">
            {t.sendAgain}
          </SubmitButton>
        </Form>
      )}
      {sendsMail && <ChangeForm result={result} />}
    </Section>
  );
}

function ChangeForm({ result }: Pick<EmailSectionProps, "result">) {
  const { m } = useI18n();
  const t = m.mailLinks.account;
  const { form, field, errors } = useFields(changeEmailSchema, {
    id: "email",
    lastResult: result,
    labels: { email: t.email, currentPassword: m.auth.currentPassword },
  });
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form method="post" action="/account/email" {...getFormProps(form)} className="grid max-w-md gap-5">
        <TextField label={t.email} hint={t.emailHint} {...field("email")} type="email" autoComplete="email" />
        <TextField
          label={m.auth.currentPassword}
          {...field("currentPassword")}
          type="password"
          autoComplete="current-password"
        />
        <SubmitButton action="/account/email" className="justify-self-start">
          {t.submit}
        </SubmitButton>
      </Form>
    </>
  );
}
