import { and, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { invitations, users } from "#schema";
import {
  type InvitationRow,
  invitationColumns,
  invitationTags,
  openInvitation,
} from "./invitation-columns.server.ts";

/** One open invitation; undefined where there is no such. */
export const getInvitation = declareQuery({
  name: "people.invitation",
  scope: "organization",
  permission: "people.manage",
  tags: invitationTags,
  lifetime: minutes(5),
  load: async (
    read,
    { invitationId }: { invitationId: string },
    { organizationId },
  ): Promise<InvitationRow | undefined> => {
    const [[row]] = await read((db) => [
      db
        .select(invitationColumns)
        .from(invitations)
        .innerJoin(users, eq(users.id, invitations.inviterId))
        .where(and(openInvitation(organizationId), eq(invitations.id, invitationId))),
    ]);
    return row;
  },
});
