import { redirect } from "react-router";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requireAccount } from "#app/server/session.server.ts";

/** Who is signed in and has a second step: @throws a redirect for who has none */
export async function requireTwoFactor(context: RequestContext) {
  const account = await requireAccount(context);
  if (!account.user.twoFactorEnabled) throw redirect("/account");
  return account;
}
