import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { resetPassword } from "#app/domains/accounts/commands.server.ts";
import { resetPasswordSchema } from "#app/domains/accounts/forms.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { isOpenLink, receivedLink } from "#app/server/received-link.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { requestFacts, requestServices } from "#app/server/request-context.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { PublicShell, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/reset-password.ts";
import { AttemptErrors } from "./attempt-errors.tsx";
import { LinkOver } from "./link-over.tsx";

const hidden = ["newPassword"];

export async function loader({ context, params }: Route.LoaderArgs) {
  return { open: await isOpenLink(context, "reset-password", params.token) };
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const submission = await parseForm(request, resetPasswordSchema);
  const verificationId = receivedLink(context, "reset-password", params.token);
  // The page says what the link is by now.
  if (verificationId === undefined) return { over: true as const };
  if (submission.status !== "success") return refuseCredentials(submission, hidden);
  const { network } = requestFacts(context);
  const { secret } = requestServices(context);
  try {
    const caller = requestCaller(context, { kind: "system" });
    await resetPassword(caller, {
      ...submission.value,
      verificationId,
      network,
      secret,
      locale: mailLocale(context),
    });
  } catch (error) {
    if (error instanceof ConflictError) return { over: true as const };
    return refuseAttempt(context, submission, error, hidden);
  }
  return redirectWithFlash(context, "/sign-in", { tone: "good", message: "mailLinks.flash.passwordReset" });
}

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
  const isOver = !loaderData.open || (actionData !== undefined && "over" in actionData);
  const refused = actionData !== undefined && !("over" in actionData) ? actionData : undefined;
  return (
    <PublicShell preferences={usePreferences()}>
      {isOver ? <LinkOver again="/forgot-password" /> : <PasswordForm refused={refused} />}
    </PublicShell>
  );
}

type Refused = Exclude<Route.ComponentProps["actionData"], { over: true } | undefined>;

function PasswordForm({ refused }: { refused: Refused | undefined }) {
  const { m } = useI18n();
  const t = m.mailLinks.reset;
  const { form, field, errors } = useFields(resetPasswordSchema, {
    lastResult: refused?.result,
    labels: m.auth,
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <h1 className="figure mb-6 text-5xl">{t.title}</h1>
      <p className="mb-6">{t.text}</p>
      <AttemptErrors errors={errors} retryMinutes={refused?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <TextField
          label={m.auth.newPassword}
          hint={m.auth.passwordHint}
          {...field("newPassword")}
          type="password"
          autoComplete="new-password"
        />
        <SubmitButton className="justify-self-start">{t.submit}</SubmitButton>
      </Form>
    </>
  );
}
