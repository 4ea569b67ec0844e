import { redirect } from "react-router";
import { signOut } from "#app/domains/accounts/commands.server.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { addResponseHeader } from "#app/server/request-context.server.ts";
import { sameOriginPath } from "#app/server/same-origin-path.ts";
import { cookieSettings, optionalSession } from "#app/server/session.server.ts";
import { forgetSessionCookie } from "#app/server/session-cookie.server.ts";
import { signInPath } from "#app/server/sign-in-path.ts";
import type { Route } from "./+types/sign-out.ts";

/** Ends the session, and has the browser forget it with every page that it kept. Whoever signs in then may be led on to `next`. */
export async function action({ context, url }: Route.ActionArgs) {
  const session = await optionalSession(context);
  if (session) {
    const caller = requestCaller(context, { kind: "account", userId: session.user.id });
    await signOut(caller, { token: session.token });
  }
  addResponseHeader(context, "Set-Cookie", forgetSessionCookie(cookieSettings(context)));
  addResponseHeader(context, "Clear-Site-Data", '"cache"');
  const next = sameOriginPath(url.searchParams.get("next"));
  return redirectWithFlash(context, signInPath(next), { tone: "good", message: "auth.flash.signedOut" });
}

export function loader() {
  throw redirect("/");
}
