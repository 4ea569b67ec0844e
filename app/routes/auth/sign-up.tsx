import { getFormProps } from "@conform-to/react";
import { Form, redirect, useLocation } from "react-router";
import { signUp } from "#app/domains/accounts/commands.server.ts";
import { signUpSchema } from "#app/domains/accounts/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { setFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { requestFacts } from "#app/server/request-context.server.ts";
import { sameOriginPath } from "#app/server/same-origin-path.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { keepSession, optionalSession, requestBrowser } from "#app/server/session.server.ts";
import { Link, PublicShell, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/sign-up.ts";
import { AttemptErrors } from "./attempt-errors.tsx";

export async function loader({ context, url }: Route.LoaderArgs) {
  if (await optionalSession(context)) throw redirect(sameOriginPath(url.searchParams.get("next")));
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const submission = await parseForm(request, signUpSchema);
  if (submission.status !== "success") return refuseCredentials(submission, ["password"]);
  try {
    const caller = requestCaller(context, { kind: "system" });
    const browser = requestBrowser(context);
    const locale = sendsMail(context) ? requestFacts(context).locale : undefined;
    keepSession(context, await signUp(caller, { ...submission.value, browser, locale }));
  } catch (error) {
    return refuseAttempt(context, submission, error, ["password"]);
  }
  await setFlash(context, { tone: "good", message: "auth.flash.welcome" });
  return redirect(sameOriginPath(url.searchParams.get("next"), "/organizations/new"), 303);
}

export default function SignUp({ actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const { search } = useLocation();
  const { form, field, errors } = useFields(signUpSchema, {
    lastResult: actionData?.result,
    labels: m.auth,
  });
  return (
    <PublicShell preferences={usePreferences()}>
      <title>{m.common.pageTitle(m.auth.signUp)}</title>
      <h1 className="figure mb-6 text-5xl">{m.auth.signUp}</h1>
      <AttemptErrors errors={errors} retryMinutes={actionData?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <TextField label={m.auth.name} hint={m.auth.nameHint} {...field("name")} autoComplete="name" />
        <TextField label={m.auth.email} {...field("email")} type="email" autoComplete="username" />
        <TextField
          label={m.auth.password}
          hint={m.auth.passwordHint}
          {...field("password")}
          type="password"
          autoComplete="new-password"
        />
        <SubmitButton className="justify-self-start">{m.auth.signUp}</SubmitButton>
      </Form>
      <p className="mt-6 text-muted">
        {m.auth.haveAccount}{" "}
        <Link to={`/sign-in${search}`} className="link">
          {m.auth.signIn}
        </Link>
      </p>
    </PublicShell>
  );
}
