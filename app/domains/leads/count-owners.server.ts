import { eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { leads, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { SelectedArgs } from "./count-selected.server.ts";
import { selectedLeads } from "./selected-leads.server.ts";

export interface OwnerCount {
  /** Null for nobody. */
  ownerId: string | null;
  name: string | null;
  leads: number;
}

/** Who works the leads of a selection, and how many of them; nobody first, then by name. */
export const countOwners = declareQuery({
  name: "leads.selectedOwners",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [
    tags.leads(organizationId),
    tags.mentees(organizationId),
    tags.labels(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { selection, timeZone }: SelectedArgs): Promise<OwnerCount[]> => {
    const [owners] = await read((db) => [
      db
        .select({
          ownerId: leads.ownerId,
          name: users.name,
          leads: sql<number>`count(*)`.mapWith(Number),
        })
        .from(leads)
        .leftJoin(users, eq(users.id, leads.ownerId))
        .where(selectedLeads(selection, timeZone))
        .groupBy(leads.ownerId, users.name)
        .orderBy(sql`${users.name} nulls first`, leads.ownerId),
    ]);
    return owners;
  },
});
