import { eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant } from "#app/db/local-time.ts";
import { tags as labels } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export { countTags, type TagCount } from "./count-tags.server.ts";

export interface TagChoice {
  id: string;
  name: string;
}

/** The tags of the organization, by name. */
export const listTags = declareQuery({
  name: "labels.list",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.labels(organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>): Promise<TagChoice[]> => {
    const [rows] = await read((db) => [
      db
        .select({ id: labels.id, name: labels.name })
        .from(labels)
        .orderBy(sql`lower(${labels.name})`, labels.id),
    ]);
    return rows;
  },
});

export interface TagDetails extends TagChoice {
  /** Another one after each change. */
  version: string;
}

/** A tag; null where there is none. */
export const getTag = declareQuery({
  name: "labels.get",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, _args: { tagId: string }) => [tags.labels(organizationId)],
  lifetime: minutes(30),
  load: async (read, { tagId }): Promise<TagDetails | null> => {
    const [[row]] = await read((db) => [
      db
        .select({ id: labels.id, name: labels.name, version: isoInstant(labels.updatedAt) })
        .from(labels)
        .where(eq(labels.id, tagId)),
    ]);
    return row ?? null;
  },
});
