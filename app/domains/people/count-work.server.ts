import { and, count, eq, isNull } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { ofOpenLead } from "#app/domains/tasks/queries.server.ts";
import { leads, tasks } from "#schema";
import type { ReleasedWork } from "./release-work.server.ts";

/** How many leads a member works, and how much they are still to do. */
export const countWork = declareQuery({
  name: "people.work",
  scope: "organization",
  permission: "people.manage",
  tags: ({ organizationId }) => [
    tags.people(organizationId),
    tags.leads(organizationId),
    tags.tasks(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, { userId }: { userId: string }, { organizationId }): Promise<ReleasedWork> => {
    const [[worked], [open]] = await read((db) => [
      db
        .select({ leads: count() })
        .from(leads)
        .where(
          and(eq(leads.organizationId, organizationId), eq(leads.ownerId, userId), isNull(leads.deletedAt)),
        ),
      db
        .select({ tasks: count() })
        .from(tasks)
        .innerJoin(leads, ofOpenLead)
        .where(
          and(eq(tasks.organizationId, organizationId), eq(tasks.assigneeId, userId), isNull(tasks.doneAt)),
        ),
    ]);
    return { leads: worked?.leads ?? 0, tasks: open?.tasks ?? 0 };
  },
});
