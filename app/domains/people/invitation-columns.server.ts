import { and, eq, sql } from "drizzle-orm";
import { tags } from "#app/domains/tags.server.ts";
import { invitations, mentees, type Role, users } from "#schema";
import { businessOf } from "./business-of.server.ts";

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  /** The business that a mentee is to sign in for. */
  business: string | null;
  inviterName: string;
  expiresAt: Date;
}

export const invitationColumns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  business: businessOf(sql`${mentees.id} = ${invitations.menteeId}`, invitations),
  inviterName: users.name,
  expiresAt: invitations.expiresAt,
};

export const invitationTags = ({ organizationId }: { organizationId: string }) => [
  tags.people(organizationId),
  tags.mentees(organizationId),
];

export const openInvitation = (organizationId: string) =>
  and(eq(invitations.organizationId, organizationId), eq(invitations.status, "pending"));
