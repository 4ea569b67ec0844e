import { sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { type LeadStatus, leads } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { BulkSelection } from "./bulk-selection.ts";
import { selectedLeads } from "./selected-leads.server.ts";

export interface SelectedArgs {
  selection: BulkSelection;
  /** IANA; the organization's. */
  timeZone: string;
  /** The local date, where the selection counts days from it. */
  today?: string;
}

export interface SelectedCount {
  total: number;
  /** In pipeline order, without the stages that no lead is in. */
  stages: { status: LeadStatus; leads: number }[];
}

/** How many leads a selection has, by stage. */
export const countSelected = declareQuery({
  name: "leads.selected",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [
    tags.leads(organizationId),
    tags.mentees(organizationId),
    tags.labels(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { selection, timeZone }: SelectedArgs): Promise<SelectedCount> => {
    const [stages] = await read((db) => [
      db
        .select({ status: leads.status, leads: sql<number>`count(*)`.mapWith(Number) })
        .from(leads)
        .where(selectedLeads(selection, timeZone))
        .groupBy(leads.statusRank, leads.status)
        .orderBy(leads.statusRank),
    ]);
    return { total: stages.reduce((sum, stage) => sum + stage.leads, 0), stages };
  },
});
