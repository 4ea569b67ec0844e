import { and, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { type InvitationStatus, invitations, organizations, type Role, users } from "#schema";
import { invitationColumns, invitationTags } from "./invitation-columns.server.ts";

/** What an invitation says to whoever has its link. */
export interface ReceivedInvitation {
  email: string;
  role: Role;
  status: InvitationStatus;
  expiresAt: Date;
  inviterName: string;
  business: string | null;
  organization: { name: string; slug: string };
}

/** The invitation that a link opens; undefined where it is none, or an older one's. That its time is over is for the reader to see. */
export const readInvitation = declareQuery({
  name: "people.receivedInvitation",
  scope: "system",
  tags: (scope, _args: { tokenHash: string }) => invitationTags(inOrganization(scope)),
  lifetime: minutes(5),
  load: async (read, { tokenHash }, scope): Promise<ReceivedInvitation | undefined> => {
    const [[row]] = await read((db) => [
      db
        .select({
          email: invitations.email,
          role: invitations.role,
          status: invitations.status,
          expiresAt: invitations.expiresAt,
          inviterName: users.name,
          business: invitationColumns.business,
          organization: { name: organizations.name, slug: organizations.slug },
        })
        .from(invitations)
        .innerJoin(users, eq(users.id, invitations.inviterId))
        .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
        .where(
          and(
            eq(invitations.organizationId, inOrganization(scope).organizationId),
            eq(invitations.tokenHash, tokenHash),
          ),
        ),
    ]);
    return row;
  },
});

function inOrganization({ organizationId }: { organizationId?: string }): { organizationId: string } {
  if (organizationId === undefined) throw new Error("This query belongs in an organization.");
  return { organizationId };
}
