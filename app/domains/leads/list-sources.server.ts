import { sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import { unknownSource } from "./lead-filter.ts";

export interface SourceChoices {
  /** In alphabetical order, `unknown` last where there is any such lead. */
  sources: string[];
  /** There are more than are listed. */
  more: boolean;
}

const most = 200;

/** The sources that leads come from. */
export const listSources = declareQuery({
  name: "leads.sources",
  scope: "organization",
  permission: "leads.read",
  tags: (scope) => [tags.leads(scope.organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>, { role }): Promise<SourceChoices> => {
    const seesAll = role === "owner" || role === "admin";
    const [found] = await read((db) => [
      db.execute<{ source: string | null }>(seesAll ? sourcesOfAll : sourcesOfMentees),
    ]);
    const named = found.rows.flatMap(({ source }) => (source === null ? [] : [source]));
    const known = named.slice(0, most).filter((source) => source !== unknownSource);
    const hasUnknown = named.length < found.rows.length || named.includes(unknownSource);
    return { sources: hasUnknown ? [...known, unknownSource] : known, more: named.length > most };
  },
});

/** Skips from one source to the next in the index instead of reading every lead. */
const sourcesOfAll = sql`
  with recursive found (source) as (
    (select source from leads where deleted_at is null and source is not null order by source limit 1)
    union all
    select (select l.source from leads l where l.deleted_at is null and l.source > f.source order by l.source limit 1)
    from found f where f.source is not null
  )
  (select source from found where source is not null limit ${most + 1})
  union all
  (select source from leads where deleted_at is null and source is null limit 1)`;

/** Whose leads are few among many would skip past all the others: reads theirs instead. */
const sourcesOfMentees = sql`
  select distinct source from leads
  where deleted_at is null and mentee_id = any (array(select id from mentees))
  order by source limit ${most + 2}`;
