import { Form } from "react-router";
import { confirmEmail } from "#app/domains/accounts/commands.server.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { isOpenLink, receivedLink } from "#app/server/received-link.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { mailLocale } from "#app/server/sends-mail.server.ts";
import { optionalSession } from "#app/server/session.server.ts";
import { PublicShell, SubmitButton } from "#app/ui/index.ts";
import type { Route } from "./+types/confirm-email.ts";
import { LinkOver } from "./link-over.tsx";

// Programs that look at the links in e-mails must not use them up: so a page asks first.
export async function loader({ context, params }: Route.LoaderArgs) {
  return { open: await isOpenLink(context, "confirm-email", params.token) };
}

export async function action({ context, params }: Route.ActionArgs) {
  const verificationId = receivedLink(context, "confirm-email", params.token);
  if (verificationId === undefined) return { taken: false };
  try {
    await confirmEmail(requestCaller(context, { kind: "system" }), {
      verificationId,
      locale: mailLocale(context),
    });
  } catch (error) {
    if (error instanceof ConflictError) return { taken: false };
    if (error instanceof FieldError) return { taken: true };
    throw error;
  }
  const to = (await optionalSession(context)) ? "/account" : "/sign-in";
  return redirectWithFlash(context, to, { tone: "good", message: "mailLinks.flash.confirmed" });
}

export default function ConfirmEmail({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const t = m.mailLinks.confirm;
  const isOver = !loaderData.open || actionData !== undefined;
  return (
    <PublicShell preferences={usePreferences()}>
      {isOver ? (
        <LinkOver again="/account" taken={actionData?.taken} />
      ) : (
        <>
          <title>{m.common.pageTitle(t.title)}</title>
          <h1 className="figure mb-6 text-5xl">{t.title}</h1>
          <p className="mb-6">{t.text}</p>
          <Form method="post">
            <SubmitButton>{t.submit}</SubmitButton>
          </Form>
        </>
      )}
    </PublicShell>
  );
}
