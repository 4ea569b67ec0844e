import { Form, Link } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { SubmitButton, TextField } from "#app/ui/index.ts";

export function SignInScreen() {
  const { m } = useI18n();
  return (
    <>
      <h1 className="figure text-5xl leading-none">{m.auth.signIn}</h1>
      <Form method="post" noValidate className="mt-6 grid gap-5">
        <TextField name="email" type="email" label={m.auth.email} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={m.auth.password}
          autoComplete="current-password"
          required
        />
        <div className="flex items-center gap-5">
          <SubmitButton>{m.auth.signIn}</SubmitButton>
          <Link to="/sign-up" className="link">
            {m.auth.signUp}
          </Link>
        </div>
      </Form>
    </>
  );
}
