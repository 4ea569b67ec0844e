import { createHash } from "node:crypto";
import { parse, stringify } from "uuid";
import type { InvitationLink } from "#app/domains/people/commands.server.ts";
import { type RequestContext, requestFacts, requestServices } from "./request-context.server.ts";
import { signValue, verifyValue } from "./signed-value.server.ts";

/*
 * The token in an invitation's link names its organization and itself, and is signed: what nobody was given is told apart without
 * asking the database. It is made anew from the secret when it is to be shown again; the database keeps no more than a hash, of the
 * newest one.
 */

const purpose = "invitation";

/** Days until an invitation, or its renewal, is worth nothing. */
export const invitationDays = 7;

interface Named {
  organizationId: string;
  invitationId: string;
}

/** A new link to an invitation, for a command to write down. */
export function newInvitationLink(context: RequestContext, named: Named): InvitationLink {
  const expiresAt = new Date(Date.now() + invitationDays * 24 * 60 * 60 * 1000);
  return { expiresAt, tokenHash: hashOf(tokenOf(context, { ...named, expiresAt })) };
}

/** The address that opens an invitation. Made with another secret than before, it opens nothing: the invitation has to be renewed. */
export function invitationAddress(context: RequestContext, invitation: Named & { expiresAt: Date }): string {
  return `${requestFacts(context).origin}/invitations/${tokenOf(context, invitation)}`;
}

function tokenOf(
  context: RequestContext,
  { organizationId, invitationId, expiresAt }: Named & { expiresAt: Date },
): string {
  const bytes = Buffer.alloc(38);
  bytes.set(parse(organizationId), 0);
  bytes.set(parse(invitationId), 16);
  bytes.writeUIntBE(expiresAt.getTime(), 32, 6);
  return signValue(bytes.toString("base64url"), purpose, requestServices(context).secret);
}

/** Where to look for the invitation of a token; undefined for one that we never made. */
export function readInvitationToken(
  context: RequestContext,
  token: string,
): { organizationId: string; tokenHash: string } | undefined {
  const text = verifyValue(token, purpose, requestServices(context).secret);
  if (text === undefined) return undefined;
  return { organizationId: stringify(Buffer.from(text, "base64url"), 0), tokenHash: hashOf(token) };
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
