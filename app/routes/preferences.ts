import { data, redirect } from "react-router";
import { chooseLocale } from "#app/domains/accounts/commands.server.ts";
import { isLocale, type Locale } from "#app/i18n/index.ts";
import { readForm } from "#app/server/form.server.ts";
import { preferenceCookie } from "#app/server/preference-cookies.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { type RequestContext, requestFacts } from "#app/server/request-context.server.ts";
import { sameOriginPath } from "#app/server/same-origin-path.ts";
import { optionalSession } from "#app/server/session.server.ts";
import { isTheme } from "#app/theme.ts";
import type { Route } from "./+types/preferences.ts";

/** Keeps the language or the look that somebody chose, and goes back to the page they chose it on. */
export async function action({ request, context }: Route.ActionArgs) {
  const { secure } = requestFacts(context);
  const form = await readForm(request);
  const { locale, theme } = Object.fromEntries(form);
  const headers = new Headers();
  if (isLocale(locale)) headers.append("Set-Cookie", preferenceCookie({ locale }, secure));
  if (isTheme(theme)) headers.append("Set-Cookie", preferenceCookie({ theme }, secure));
  if (!headers.has("Set-Cookie")) throw data(null, { status: 400 });
  if (isLocale(locale)) await keepForMail(context, locale);
  return redirect(sameOriginPath(form.get("returnTo")), { status: 303, headers });
}

async function keepForMail(context: RequestContext, locale: Locale): Promise<void> {
  const session = await optionalSession(context);
  if (session)
    await chooseLocale(requestCaller(context, { kind: "account", userId: session.user.id }), { locale });
}

export function loader() {
  throw data(null, { status: 404 });
}
