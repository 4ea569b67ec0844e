import { type LinkKind, readLinkToken } from "#app/domains/accounts/link-token.server.ts";
import { linkIsOpen } from "#app/domains/accounts/queries.server.ts";
import { requestCaller } from "./request-caller.server.ts";
import { type RequestContext, requestServices } from "./request-context.server.ts";

/** The id in the token of a link that we made and that has not expired; whether it was used, the database knows. */
export function receivedLink(context: RequestContext, kind: LinkKind, token: string): string | undefined {
  const link = readLinkToken(kind, token, requestServices(context).secret);
  return link && link.expiresAt.getTime() > Date.now() ? link.verificationId : undefined;
}

/** Whether the token is that of a link that still opens something. */
export async function isOpenLink(context: RequestContext, kind: LinkKind, token: string): Promise<boolean> {
  const verificationId = receivedLink(context, kind, token);
  if (verificationId === undefined) return false;
  return linkIsOpen(requestCaller(context, { kind: "system" }), { kind, verificationId });
}
