import { createHash } from "node:crypto";
import { parse, stringify } from "uuid";
import { signValue, verifyValue } from "#app/signing/signed-value.server.ts";

/*
 * The token in an invitation's link names its organization and itself, and is signed: what nobody was given is told apart without
 * asking the database. It is made anew from the secret when it is to be shown or sent again; the database keeps no more than a hash,
 * of the newest one.
 */

const purpose = "invitation";

export interface NamedInvitation {
  organizationId: string;
  invitationId: string;
}

/** The token of an invitation. Made with another secret than before, it opens nothing: the invitation has to be renewed. */
export function invitationToken(
  { organizationId, invitationId, expiresAt }: NamedInvitation & { expiresAt: Date },
  secret: string,
): string {
  const bytes = Buffer.alloc(38);
  bytes.set(parse(organizationId), 0);
  bytes.set(parse(invitationId), 16);
  bytes.writeUIntBE(expiresAt.getTime(), 32, 6);
  return signValue(bytes.toString("base64url"), purpose, secret);
}

/** The path that opens an invitation. */
export function invitationPath(invitation: NamedInvitation & { expiresAt: Date }, secret: string): string {
  return `/invitations/${invitationToken(invitation, secret)}`;
}

/** Where to look for the invitation of a token; undefined for one that we never made. */
export function readInvitationToken(
  token: string,
  secret: string,
): { organizationId: string; tokenHash: string } | undefined {
  const text = verifyValue(token, purpose, secret);
  if (text === undefined) return undefined;
  return { organizationId: stringify(Buffer.from(text, "base64url"), 0), tokenHash: hashOfToken(token) };
}

/** What is stored of a token. */
export const hashOfToken = (token: string) => createHash("sha256").update(token).digest("base64url");
