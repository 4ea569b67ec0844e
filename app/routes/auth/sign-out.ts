import { redirect } from "react-router";
import { signOut } from "#app/domains/accounts/commands.server.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import { addResponseHeader } from "#app/server/request-context.server.ts";
import { cookieSettings, optionalSession } from "#app/server/session.server.ts";
import { forgetSessionCookie } from "#app/server/session-cookie.server.ts";
import type { Route } from "./+types/sign-out.ts";

/** Ends the session, and has the browser forget it with every page that it kept. */
export async function action({ context }: Route.ActionArgs) {
  const session = await optionalSession(context);
  if (session) {
    const caller = requestCaller(context, { kind: "account", userId: session.user.id });
    await signOut(caller, { token: session.token });
  }
  addResponseHeader(context, "Set-Cookie", forgetSessionCookie(cookieSettings(context)));
  addResponseHeader(context, "Clear-Site-Data", '"cache"');
  return redirectWithFlash(context, "/sign-in", { tone: "good", message: "auth.flash.signedOut" });
}

export function loader() {
  throw redirect("/");
}
