import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { recoveryCodeSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { secondStepPath } from "#app/server/sign-in-path.ts";
import { Link, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/recovery-code.ts";
import { AttemptErrors } from "./attempt-errors.tsx";
import { type RefusedCode, SecondStepPage } from "./second-step-page.tsx";
import { answerCode, loadSecondStep } from "./take-second-step.server.ts";

export function loader({ context, url }: Route.LoaderArgs) {
  return loadSecondStep(context, url);
}

export function action({ request, context, url }: Route.ActionArgs) {
  return answerCode("recovery", { request, context, url });
}

export default function RecoveryCode({ loaderData, actionData }: Route.ComponentProps) {
  const { next } = loaderData;
  return (
    <SecondStepPage
      {...loaderData}
      answer={actionData}
      form={(refused) => <RecoveryCodeForm next={next} refused={refused} />}
    />
  );
}

function RecoveryCodeForm({ next, refused }: { next: string; refused: RefusedCode | undefined }) {
  const { m } = useI18n();
  const t = m.twoFactor.signIn;
  const { form, field, errors } = useFields(recoveryCodeSchema, {
    lastResult: refused?.result,
    labels: { code: t.recoveryCode },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.recoveryTitle)}</title>
      <h1 className="figure mb-6 text-5xl">{t.recoveryTitle}</h1>
      <p className="mb-6">{t.recoveryText}</p>
      <AttemptErrors errors={errors} retryMinutes={refused?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <TextField
          label={t.recoveryCode}
          {...field("code")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SubmitButton className="justify-self-start">{t.submit}</SubmitButton>
      </Form>
      <p className="mt-6">
        <Link to={secondStepPath(next)} className="link">
          {t.useApp}
        </Link>
      </p>
      <p className="mt-3 text-muted">{t.lost}</p>
    </>
  );
}
