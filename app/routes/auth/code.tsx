import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { codeSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { recoveryCodePath, signInPath } from "#app/server/sign-in-path.ts";
import { Link, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/code.ts";
import { AttemptErrors } from "./attempt-errors.tsx";
import { CodeField } from "./code-field.tsx";
import { type RefusedCode, SecondStepPage } from "./second-step-page.tsx";
import { answerCode, loadSecondStep } from "./take-second-step.server.ts";

export function loader({ context, url }: Route.LoaderArgs) {
  return loadSecondStep(context, url);
}

export function action({ request, context, url }: Route.ActionArgs) {
  return answerCode("app", { request, context, url });
}

export default function Code({ loaderData, actionData }: Route.ComponentProps) {
  const { next } = loaderData;
  return (
    <SecondStepPage
      {...loaderData}
      answer={actionData}
      form={(refused) => <CodeForm next={next} refused={refused} />}
    />
  );
}

function CodeForm({ next, refused }: { next: string; refused: RefusedCode | undefined }) {
  const { m } = useI18n();
  const t = m.twoFactor.signIn;
  const { form, field, errors } = useFields(codeSchema, {
    lastResult: refused?.result,
    labels: { code: t.code },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <h1 className="figure mb-6 text-5xl">{t.title}</h1>
      <p className="mb-6">{t.text}</p>
      <AttemptErrors errors={errors} retryMinutes={refused?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <CodeField label={t.code} {...field("code")} />
        <SubmitButton className="justify-self-start">{t.submit}</SubmitButton>
      </Form>
      <p className="mt-6">
        <Link to={recoveryCodePath(next)} className="link">
          {t.useRecovery}
        </Link>
      </p>
      <p className="mt-3">
        <Link to={signInPath(next)} className="link">
          {t.somebodyElse}
        </Link>
      </p>
    </>
  );
}
