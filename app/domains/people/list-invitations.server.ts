import { and, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { invitations, users } from "#schema";
import {
  type InvitationRow,
  invitationColumns,
  invitationTags,
  openInvitation,
} from "./invitation-columns.server.ts";
import type { PeoplePage, PeoplePlace } from "./people-page.ts";

const newestInvitations = keyset({
  name: "people.invitations",
  columns: [],
  unique: by(invitations.id, "desc"),
});

/**
 * One page of an organization's open invitations, the newest first; among them those whose time is over, which can be renewed.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listInvitations = declareQuery({
  name: "people.invitations",
  scope: "organization",
  permission: "people.manage",
  tags: invitationTags,
  lifetime: minutes(5),
  load: async (read, { cursorSecret, pageSize, after, before }: PeoplePlace, { organizationId }) => {
    const page = newestInvitations.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...invitationColumns, ...cursorColumns })
          .from(invitations)
          .innerJoin(users, eq(users.id, invitations.inviterId))
          .where(and(openInvitation(organizationId), where)),
      ),
    ]);
    return page.result(rows) satisfies PeoplePage<InvitationRow>;
  },
});
