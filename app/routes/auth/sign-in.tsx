import { getFormProps } from "@conform-to/react";
import { Form, redirect, useLocation } from "react-router";
import { signIn } from "#app/domains/accounts/commands.server.ts";
import { type DemoAccount, demoAccounts, demoPassword } from "#app/domains/accounts/demo-accounts.ts";
import { signInSchema } from "#app/domains/accounts/forms.ts";
import { FlashNotice } from "#app/flash-notice.tsx";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { parseFields } from "#app/server/field-errors.ts";
import { readForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { sameOriginPath } from "#app/server/same-origin-path.ts";
import { keepSession, optionalSession, requestBrowser } from "#app/server/session.server.ts";
import { secondStepPath } from "#app/server/sign-in-path.ts";
import { Link, PublicShell, Section, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/sign-in.ts";
import { AttemptErrors } from "./attempt-errors.tsx";

export async function loader({ context, url }: Route.LoaderArgs) {
  if (await optionalSession(context)) throw redirect(sameOriginPath(url.searchParams.get("next")));
  const { demo } = requestServices(context).env;
  return { demoAccounts: demo ? demoAccounts.map(({ role, name }) => ({ role, name })) : [] };
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const form = await readForm(request);
  const chosen = requestServices(context).env.demo ? form.get("demo") : null;
  const demoAccount = demoAccounts.find(({ role }) => role === chosen);
  if (demoAccount) {
    form.set("email", demoAccount.email);
    form.set("password", demoPassword);
  }
  const submission = parseFields(form, signInSchema);
  if (submission.status !== "success") return refuseCredentials(submission, ["password"]);
  const next = sameOriginPath(url.searchParams.get("next"));
  try {
    const caller = requestCaller(context, { kind: "system" });
    const outcome = await signIn(caller, { ...submission.value, browser: requestBrowser(context) });
    keepSession(context, outcome);
    return redirect("token" in outcome ? next : secondStepPath(next), 303);
  } catch (error) {
    return refuseAttempt(context, submission, error, ["password"]);
  }
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const { search } = useLocation();
  const isSentHere = new URLSearchParams(search).has("next");
  const { form, field, errors } = useFields(signInSchema, {
    lastResult: actionData?.result,
    labels: m.auth,
  });
  return (
    <PublicShell preferences={usePreferences()}>
      <title>{m.common.pageTitle(m.auth.signIn)}</title>
      <FlashNotice />
      <h1 className="figure mb-6 text-5xl">{m.auth.signIn}</h1>
      {isSentHere && <p className="-mt-3 mb-6 text-muted">{m.auth.signInFirst}</p>}
      <AttemptErrors errors={errors} retryMinutes={actionData?.retryMinutes} />
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <TextField label={m.auth.email} {...field("email")} type="email" autoComplete="username" />
        <TextField
          label={m.auth.password}
          {...field("password")}
          type="password"
          autoComplete="current-password"
        />
        <SubmitButton className="justify-self-start">{m.auth.signIn}</SubmitButton>
      </Form>
      <p className="mt-6">
        <Link to="/forgot-password" className="link">
          {m.mailLinks.forgot.link}
        </Link>
      </p>
      <p className="mt-3 text-muted">
        {m.auth.noAccount}{" "}
        <Link to={`/sign-up${search}`} className="link">
          {m.auth.signUp}
        </Link>
      </p>
      <DemoAccounts accounts={loaderData.demoAccounts} />
    </PublicShell>
  );
}

function DemoAccounts({ accounts }: { accounts: Pick<DemoAccount, "role" | "name">[] }) {
  const { m } = useI18n();
  if (accounts.length === 0) return null;
  return (
    <Section title={m.auth.demo.title} description={m.auth.demo.text} className="mt-10">
      <Form method="post" className="grid gap-2">
        {accounts.map(({ role, name }) => (
          <SubmitButton key={role} look="quiet" name="demo" value={role} className="w-full">
            {m.auth.demo.as(name, m.people.roles[role])}
          </SubmitButton>
        ))}
      </Form>
    </Section>
  );
}
