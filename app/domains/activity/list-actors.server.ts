import { asc, inArray, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface Actor {
  userId: string;
  name: string;
}

/** Who has done anything in the organization, by name; those who have left since are among them. */
export const listActors = declareQuery({
  name: "activity.actors",
  scope: "organization",
  permission: "activity.read",
  tags: ({ organizationId }) => [tags.activity(organizationId), tags.people(organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>): Promise<Actor[]> => {
    const [rows] = await read((db) => [
      db
        .select({ userId: users.id, name: users.name })
        .from(users)
        .where(inArray(users.id, everyActor))
        .orderBy(asc(users.name), asc(users.id)),
    ]);
    return rows;
  },
});

/** Skips from one to the next in the index instead of reading every entry. */
const everyActor = sql`(
  with recursive found (id) as (
    (select actor_id from activity_log where actor_id is not null order by actor_id limit 1)
    union all
    select (select l.actor_id from activity_log l where l.actor_id > f.id order by l.actor_id limit 1)
    from found f where f.id is not null
  )
  select id from found where id is not null)`;
