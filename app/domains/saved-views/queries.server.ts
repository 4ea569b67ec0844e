import { eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { savedViews } from "#schema";
import { declareQuery, seesEverything } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface SavedView {
  id: string;
  name: string;
  /** Of the list's address, normalised. */
  search: string;
  /** Whoever made it, owners and admins may. */
  mayChange: boolean;
}

/** The organization's views of its leads, by name. */
export const listViews = declareQuery({
  name: "views.list",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.views(organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>, scope): Promise<SavedView[]> => {
    const [rows] = await read((db) => [
      db
        .select(columnsFor(scope))
        .from(savedViews)
        .where(eq(savedViews.list, "leads"))
        .orderBy(sql`lower(${savedViews.name})`, savedViews.id),
    ]);
    return rows;
  },
});

export interface ViewDetails extends SavedView {
  /** Another one after each change. */
  version: string;
}

/** A view; null where there is none. */
export const getView = declareQuery({
  name: "views.get",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.views(organizationId)],
  lifetime: minutes(30),
  load: async (read, { viewId }: { viewId: string }, scope): Promise<ViewDetails | null> => {
    const [[row]] = await read((db) => [
      db
        .select({ ...columnsFor(scope), version: isoInstant(savedViews.updatedAt) })
        .from(savedViews)
        .where(eq(savedViews.id, viewId)),
    ]);
    return row ?? null;
  },
});

// Owners and admins share what is cached: for all of them it is true.
const columnsFor = (scope: OrganizationScope) => ({
  id: savedViews.id,
  name: savedViews.name,
  search: savedViews.search,
  mayChange: (seesEverything(scope)
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(${savedViews.userId} = ${scope.userId}, false)`
  ).as("may_change"),
});
