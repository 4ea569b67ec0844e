import { and, eq, inArray, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { tags as labels, leads, leadTags } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { type SelectedArgs, selectedLeads } from "../leads/queries.server.ts";
import { tags } from "../tags.server.ts";

export interface TagCount {
  id: string;
  name: string;
  leads: number;
}

/** The tags that leads of a selection carry, by name, and how many of them carry each. */
export const countTags = declareQuery({
  name: "labels.ofSelected",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [
    tags.leads(organizationId),
    tags.mentees(organizationId),
    tags.labels(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { selection, timeZone }: SelectedArgs): Promise<TagCount[]> => {
    const [counts] = await read((db) => {
      const selected = db.select({ id: leads.id }).from(leads).where(selectedLeads(selection, timeZone));
      return [
        db
          .select({ id: labels.id, name: labels.name, leads: sql<number>`count(*)`.mapWith(Number) })
          .from(leadTags)
          .innerJoin(
            labels,
            and(eq(labels.organizationId, leadTags.organizationId), eq(labels.id, leadTags.tagId)),
          )
          .where(inArray(leadTags.leadId, selected))
          .groupBy(labels.id, labels.name)
          .orderBy(sql`lower(${labels.name})`, labels.id),
      ];
    });
    return counts;
  },
});
