import { and, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { PagePart } from "#app/db/keyset/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { type LeadStatus, leads } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { LeadFilter, LeadSort } from "./lead-filter.ts";
import { leadKeyset } from "./lead-keysets.server.ts";
import { byName, menteeName, tagNames } from "./shown-columns.server.ts";
import { pageOfFew, siftLeads } from "./sift-leads.server.ts";

export { countOwners, type OwnerCount } from "./count-owners.server.ts";
export { countSelected, type SelectedArgs, type SelectedCount } from "./count-selected.server.ts";
export { type ExportedLead, exportLeads } from "./export-leads.server.ts";
export { type BoardCard, type BoardColumn, getBoard } from "./get-board.server.ts";
export { getInteraction, type Interaction } from "./get-interaction.server.ts";
export { getLead, type LeadDetails } from "./get-lead.server.ts";
export { getTimeline, type LeadEvent, type TimelineArgs, type TimelinePage } from "./get-timeline.server.ts";
export { type BinnedLead, type BinPage, getBinnedLead, getMergedLead, listBin } from "./list-bin.server.ts";
export { type DuplicateLead, listDuplicates } from "./list-duplicates.server.ts";
export { listOwners, menteesSeenBy, type OwnerChoice, seesLeadsOf } from "./list-owners.server.ts";
export { listSources, type SourceChoices } from "./list-sources.server.ts";
export { selectedLeads } from "./selected-leads.server.ts";

export interface LeadListArgs {
  filter: LeadFilter;
  sort: LeadSort;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** IANA; the organization's. */
  timeZone: string;
  /** The local date there: to be named, as part of the key, where the filter counts days without an interaction. */
  today?: string | undefined;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface LeadRow {
  id: string;
  name: string;
  menteeName: string;
  /** Null where nobody knows. */
  source: string | null;
  status: LeadStatus;
  /** Minor units; null where it was not declared. */
  value: number | null;
  /** Local date. */
  enteredOn: string;
  /** Local date of the last interaction; null where there was none. */
  lastInteractionOn: string | null;
  /** Names, in order. */
  tags: string[];
}

export interface LeadListPage {
  rows: LeadRow[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}

/**
 * Leads that a search may gather for a page, and for a count. Of a million leads with more matches than this, a page in any order is full
 * after some ten thousand; to gather and sort as many takes as long.
 */
const mostOnPages = 5_000;
const mostCounted = 100_000;

/** On each row that shows a lead's facts, its mentee's name and its tags. */
const listTags = ({ organizationId }: { organizationId: string }) => [
  tags.leads(organizationId),
  tags.mentees(organizationId),
  tags.labels(organizationId),
];

/**
 * One page of the leads that a filter admits.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listLeads = declareQuery({
  name: "leads.list",
  scope: "organization",
  permission: "leads.read",
  tags: listTags,
  lifetime: minutes(5),
  load: async (read, args: LeadListArgs, scope): Promise<LeadListPage> => {
    const { filter, sort, after, before, pageSize, timeZone, today, cursorSecret } = args;
    const page = leadKeyset(sort).page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [scope.organizationId, timeZone, { ...filter }],
    });
    const sifting = { filter, timeZone, today, mostFound: mostOnPages, inOrder: true };
    const sifted = await siftLeads(read, sifting);
    const [rows] = await read((db) => {
      const select = ({ where, cursorColumns }: PagePart) =>
        db
          .select({
            id: leads.id,
            name: leads.name,
            menteeName,
            source: leads.source,
            status: leads.status,
            value: leads.value,
            enteredOn: localDate(leads.enteredAt, timeZone).as("entered_on"),
            lastInteractionOn: localDate(leads.lastInteractionAt, timeZone).as("last_interaction_on"),
            tags: tagNames,
            ...cursorColumns,
          })
          .from(leads)
          .where(where);
      if (!sifted.few) {
        return [page.select((part) => select({ ...part, where: and(sifted.where, part.where) }))];
      }
      const { orderBy, limit, cursorColumns } = page;
      const where = pageOfFew(and(sifted.where, page.where), orderBy, limit);
      return [select({ where, cursorColumns }).orderBy(...orderBy)];
    });
    const { rows: found, ...around } = page.result(rows);
    // Sorted here, where the planner does not see it.
    return { ...around, rows: found.map((row) => ({ ...row, tags: row.tags.toSorted(byName) })) };
  },
});

export interface LeadCountArgs {
  filter: LeadFilter;
  timeZone: string;
  /** As for the list. */
  today?: string | undefined;
}

/** Which mentees are in a cohort may change too, and which leads carry a tag. */
const filteredBy = ({ organizationId }: { organizationId: string }, { filter }: { filter: LeadFilter }) => [
  tags.leads(organizationId),
  ...(filter.cohort ? [tags.mentees(organizationId)] : []),
  ...(filter.tag ? [tags.labels(organizationId)] : []),
];

/** How many leads a filter admits. Reads every one of them: for whoever asks, not for every page. */
export const countLeads = declareQuery({
  name: "leads.count",
  scope: "organization",
  permission: "leads.read",
  tags: filteredBy,
  lifetime: minutes(5),
  load: async (read, { filter, timeZone, today }: LeadCountArgs): Promise<number> => {
    const { where } = await siftLeads(read, { filter, timeZone, today, mostFound: mostCounted });
    const [[row]] = await read((db) => [
      db
        .select({ count: sql<number>`count(*)`.mapWith(Number) })
        .from(leads)
        .where(where),
    ]);
    return row?.count ?? 0;
  },
});
