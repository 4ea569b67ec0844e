import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { requestPasswordReset } from "#app/domains/accounts/commands.server.ts";
import { forgotPasswordSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { requestFacts, requestServices } from "#app/server/request-context.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { ButtonLink, PublicShell, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/forgot-password.ts";
import { AttemptErrors } from "./attempt-errors.tsx";

export function loader({ context }: Route.LoaderArgs) {
  return { sendsMail: sendsMail(context) };
}

export async function action({ request, context }: Route.ActionArgs) {
  if (!sendsMail(context)) throw httpError(404);
  const submission = await parseForm(request, forgotPasswordSchema);
  if (submission.status !== "success") return refuseCredentials(submission, []);
  const { locale, network } = requestFacts(context);
  const { secret } = requestServices(context);
  try {
    const caller = requestCaller(context, { kind: "system" });
    await requestPasswordReset(caller, { ...submission.value, locale, network, secret });
  } catch (error) {
    return refuseAttempt(context, submission, error, []);
  }
  // The same whether or not anybody has that address.
  return redirectWithFlash(context, "/sign-in", { tone: "good", message: "mailLinks.flash.resetSent" });
}

export default function ForgotPassword({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const t = m.mailLinks.forgot;
  return (
    <PublicShell preferences={usePreferences()}>
      <title>{m.common.pageTitle(t.title)}</title>
      <h1 className="figure mb-6 text-5xl">{t.title}</h1>
      {loaderData.sendsMail ? (
        <AddressForm actionData={actionData} />
      ) : (
        <>
          <p className="mb-2 font-semibold">{t.noMail}</p>
          <p className="mb-6">{t.noMailText}</p>
        </>
      )}
      <p className="mt-6">
        <ButtonLink to="/sign-in" look="quiet">
          {t.back}
        </ButtonLink>
      </p>
    </PublicShell>
  );
}

function AddressForm({ actionData }: Pick<Route.ComponentProps, "actionData">) {
  const { m } = useI18n();
  const t = m.mailLinks.forgot;
  const { form, field, errors } = useFields(forgotPasswordSchema, {
    lastResult: actionData?.result,
    labels: m.auth,
  });
  return (
    <>
      <p className="mb-6">{t.text}</p>
      <AttemptErrors errors={errors} retryMinutes={actionData?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <TextField label={m.auth.email} {...field("email")} type="email" autoComplete="username" />
        <SubmitButton className="justify-self-start">{t.submit}</SubmitButton>
      </Form>
    </>
  );
}
