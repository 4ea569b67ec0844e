import type { InvitationLink } from "#app/domains/people/commands.server.ts";
import {
  hashOfToken,
  invitationPath,
  invitationToken,
  type NamedInvitation,
  readInvitationToken,
} from "#app/domains/people/invitation-token.server.ts";
import { type RequestContext, requestFacts, requestServices } from "./request-context.server.ts";
import { sendsMail } from "./sends-mail.server.ts";

/** Days until an invitation, or its renewal, is worth nothing. */
export const invitationDays = 7;

/** A new link to an invitation, for a command to write down, and to send where e-mails are sent. */
export function newInvitationLink(context: RequestContext, named: NamedInvitation): InvitationLink {
  const { secret } = requestServices(context);
  const expiresAt = new Date(Date.now() + invitationDays * 24 * 60 * 60 * 1000);
  const tokenHash = hashOfToken(invitationToken({ ...named, expiresAt }, secret));
  return { expiresAt, tokenHash, mail: sendsMail(context) };
}

/** The address that opens an invitation. */
export function invitationAddress(
  context: RequestContext,
  invitation: NamedInvitation & { expiresAt: Date },
): string {
  return `${requestFacts(context).origin}${invitationPath(invitation, requestServices(context).secret)}`;
}

/** Where to look for the invitation of a token; undefined for one that we never made. */
export function receivedInvitation(context: RequestContext, token: string) {
  return readInvitationToken(token, requestServices(context).secret);
}
