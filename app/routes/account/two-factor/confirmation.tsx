import { getFormProps, type SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { confirmTwoFactor } from "#app/domains/accounts/commands.server.ts";
import { codeSchema } from "#app/domains/accounts/forms.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import { AttemptErrors } from "#app/routes/auth/attempt-errors.tsx";
import { CodeField } from "#app/routes/auth/code-field.tsx";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { keepSession, requestBrowser, requireAccount } from "#app/server/session.server.ts";
import { ButtonLink, PageHeader, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/confirmation.ts";
import { keepNowhere } from "./keep-nowhere.server.ts";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes-page.tsx";
import { type ShownSetUp, showSetUp } from "./show-set-up.server.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireAccount(context);
  return { email: user.email, setUp: await showSetUp(context) };
}

/** Answers with the recovery codes themselves: no other address ever shows them. */
export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  const submission = await parseForm(request, codeSchema);
  if (submission.status !== "success") return refuseCredentials(submission, []);
  try {
    const browser = requestBrowser(context);
    const confirmed = await confirmTwoFactor(caller, {
      ...submission.value,
      browser,
      locale: mailLocale(context),
    });
    keepSession(context, confirmed);
    keepNowhere(context);
    return { codes: confirmed.recoveryCodes };
  } catch (error) {
    // The page says that there is nothing to confirm.
    if (error instanceof ConflictError) return undefined;
    return refuseAttempt(context, submission, error, []);
  }
}

export default function ConfirmTwoFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { email, setUp } = loaderData;
  if (actionData && "codes" in actionData)
    return <RecoveryCodes email={email} codes={actionData.codes} isNew />;
  return setUp ? <Connect setUp={setUp} refused={actionData} /> : <Over />;
}

interface ConnectProps {
  setUp: ShownSetUp;
  refused: { result: SubmissionResult<string[]>; retryMinutes: number } | undefined;
}

function Connect({ setUp, refused }: ConnectProps) {
  const { m } = useI18n();
  const t = m.twoFactor.confirm;
  const { form, field, errors } = useFields(codeSchema, {
    lastResult: refused?.result,
    labels: { code: t.code },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} />
      <div className="mt-8 grid max-w-3xl gap-x-12 gap-y-8 md:grid-cols-[15rem_minmax(0,1fr)]">
        <div>
          <p className="mb-3 font-semibold">{t.scan}</p>
          <QrCode {...setUp.qr} label={t.qr} />
          <p className="mt-3">
            <a className="link" href={setUp.uri}>
              {t.open}
            </a>
          </p>
        </div>
        <div>
          <p className="font-semibold">{t.key}</p>
          <p className="mb-2 text-muted text-sm">{t.keyHint}</p>
          <p className="mb-8 border-line border-y py-3 font-mono leading-7">
            <code>{setUp.key}</code>
          </p>
          <AttemptErrors errors={errors} retryMinutes={refused?.retryMinutes} />
          <Form method="post" {...getFormProps(form)} className="grid max-w-sm gap-5">
            <CodeField label={t.code} hint={t.codeHint} {...field("code")} />
            <div className="flex flex-wrap gap-3">
              <SubmitButton>{t.submit}</SubmitButton>
              <ButtonLink to="/account" look="quiet">
                {m.common.cancel}
              </ButtonLink>
            </div>
          </Form>
        </div>
      </div>
    </>
  );
}

/** It was confirmed, or began too long ago. */
function Over() {
  const { m } = useI18n();
  const t = m.twoFactor.confirm;
  return (
    <>
      <title>{m.common.pageTitle(t.over)}</title>
      <PageHeader title={t.over} />
      <p className="mt-8 mb-6 max-w-prose">{t.overText}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/account/two-factor">{t.again}</ButtonLink>
        <ButtonLink to="/account" look="quiet">
          {t.back}
        </ButtonLink>
      </div>
    </>
  );
}
