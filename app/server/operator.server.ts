import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { callAs } from "#app/domains/caller.ts";
import { httpError } from "./http-error.ts";
import { type RequestContext, requestServices } from "./request-context.server.ts";
import { sendsMail } from "./sends-mail.server.ts";
import { requireAccount } from "./session.server.ts";

/**
 * Whether somebody's e-mail address is one of those that the installation's operators have. Where e-mails are sent it has to be
 * confirmed: anybody could have signed up with it.
 */
export function isOperator(
  context: RequestContext,
  { email, emailVerified }: { email: string; emailVerified: boolean },
): boolean {
  const { operators } = requestServices(context).env;
  return operators.includes(email.toLowerCase()) && (emailVerified || !sendsMail(context));
}

/**
 * A caller for what concerns the installation as a whole.
 * @throws as `requireAccount`; 404 for whoever is no operator, to whom these pages are not there
 */
export async function requireOperator(context: RequestContext): Promise<Caller<SystemScope>> {
  const { user, caller } = await requireAccount(context);
  if (!isOperator(context, user)) throw httpError(404);
  return callAs(caller, { kind: "system" } as const);
}
