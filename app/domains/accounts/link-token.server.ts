import { parse, stringify } from "uuid";
import { signValue, verifyValue } from "#app/signing/signed-value.server.ts";

/*
 * The token in a link that proves that somebody reads an e-mail address: the id of a row of `verifications` and until when it is
 * worth something, signed. Whoever reads the table cannot make one; whether it was used is for the database to say.
 */

/** What a link is for: where it leads, too. */
export type LinkKind = "reset-password" | "confirm-email";

export interface Link {
  verificationId: string;
  expiresAt: Date;
}

/** Minutes until a link is worth nothing. */
export const linkMinutes: Readonly<Record<LinkKind, number>> = {
  "reset-password": 60,
  "confirm-email": 24 * 60,
};

/** The path that a link leads to. */
export function linkPath(kind: LinkKind, { verificationId, expiresAt }: Link, secret: string): string {
  const bytes = Buffer.alloc(22);
  bytes.set(parse(verificationId), 0);
  bytes.writeUIntBE(expiresAt.getTime(), 16, 6);
  return `/${kind}/${signValue(bytes.toString("base64url"), kind, secret)}`;
}

/** The link that a token stands for; undefined for one that we never made for this. */
export function readLinkToken(kind: LinkKind, token: string, secret: string): Link | undefined {
  const text = verifyValue(token, kind, secret);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, "base64url");
  return { verificationId: stringify(bytes, 0), expiresAt: new Date(bytes.readUIntBE(16, 6)) };
}
