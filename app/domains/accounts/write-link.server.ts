import { and, eq, like, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { verifications } from "#schema";
import { type Link, type LinkKind, linkMinutes } from "./link-token.server.ts";

/** How the auth library names what it keeps of a password reset, too. */
export const identifierOf = (kind: LinkKind, what: string) => `${kind}:${what}`;

/** Takes back every link of a kind that a person was sent. */
export async function forgetLinks(tx: Transaction, kind: LinkKind, userId: string): Promise<void> {
  await tx
    .delete(verifications)
    .where(and(eq(verifications.value, userId), like(verifications.identifier, identifierOf(kind, "%"))));
}

/**
 * Notes a link that is to be sent; older ones of its kind die.
 * @param about what is confirmed: an address; left out, the link itself
 */
export async function insertLink(
  tx: Transaction,
  kind: LinkKind,
  userId: string,
  about?: string,
): Promise<Link> {
  await forgetLinks(tx, kind, userId);
  const verificationId = newId();
  const expiresAt = new Date(Date.now() + linkMinutes[kind] * 60_000);
  const identifier = identifierOf(kind, about ?? verificationId);
  await tx.insert(verifications).values({ id: verificationId, identifier, value: userId, expiresAt });
  return { verificationId, expiresAt };
}

/** Where a link's row is, while it is worth something. */
export const liveLink = (kind: LinkKind, verificationId: string) =>
  and(
    eq(verifications.id, verificationId),
    like(verifications.identifier, identifierOf(kind, "%")),
    sql`${verifications.expiresAt} > now()`,
  );
