import { and, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { localDate } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type LeadStatus, leads } from "#schema";
import type { Caller } from "../caller.ts";
import { declareCommand } from "../declare-command.server.ts";
import { authorise, declareQuery } from "../declare-query.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { type LeadFilter, type LeadSort, normaliseLeadFilter } from "./lead-filter.ts";
import { leadKeyset } from "./lead-keysets.server.ts";
import { leadsMatching } from "./leads-matching.server.ts";
import { byName, menteeName, ownerName, tagNames } from "./shown-columns.server.ts";

/** All that is written down about a lead. Dates are local. */
export interface ExportedLead {
  id: string;
  name: string;
  menteeName: string;
  source: string | null;
  status: LeadStatus;
  /** Minor units. */
  value: number | null;
  enteredOn: string;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  wonOn: string | null;
  lostReason: string | null;
  lastInteractionOn: string | null;
  /** Names, in order. */
  tags: string[];
  /** Who works it. */
  ownerName: string | null;
}

export interface ExportArgs {
  filter: LeadFilter;
  sort: LeadSort;
  /** IANA; the organization's. */
  timeZone: string;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

interface ExportPageArgs extends ExportArgs {
  after?: string | undefined;
  pageSize: number;
}

interface ExportPage {
  rows: ExportedLead[];
  next: string | null;
}

/** Some of the leads that a filter admits, with all their facts: a page of a file, which nobody turns back to. */
const exportPage = declareQuery({
  name: "leads.exportPage",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [
    tags.leads(organizationId),
    tags.mentees(organizationId),
    tags.labels(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(1),
  load: async (read, args: ExportPageArgs, scope): Promise<ExportPage> => {
    const { filter, sort, after, pageSize, timeZone, cursorSecret } = args;
    const page = leadKeyset(sort).page({
      after,
      size: pageSize,
      secret: cursorSecret,
      boundTo: ["export", scope.organizationId, timeZone, { ...filter }],
    });
    const [found] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({
            id: leads.id,
            name: leads.name,
            menteeName,
            source: leads.source,
            status: leads.status,
            value: leads.value,
            enteredOn: localDate(leads.enteredAt, timeZone).as("entered_on"),
            email: leads.email,
            phone: leads.phone,
            externalId: leads.externalId,
            wonOn: sql<string | null>`${localDate(leads.wonAt, timeZone)}`.as("won_on"),
            lostReason: leads.lostReason,
            lastInteractionOn: sql<string | null>`${localDate(leads.lastInteractionAt, timeZone)}`.as(
              "last_interaction_on",
            ),
            tags: tagNames,
            ownerName,
            ...cursorColumns,
          })
          .from(leads)
          .where(and(leadsMatching(filter, timeZone), where)),
      ),
    ]);
    const { rows, next } = page.result(found);
    return { rows: rows.map((row) => ({ ...row, tags: row.tags.toSorted(byName) })), next };
  },
});

const pageSize = 1_000;

/**
 * All leads that a filter admits, in the order of the list, a page at a time as they are asked for. Each page is a read of its own, past the
 * cache: between two of them other requests have the database, also where it has one connection only. While leads change, a lead that stays as it is
 * comes exactly once; one that is moved within the order may come twice or not at all.
 * @throws ForbiddenError
 */
export async function* exportLeads(
  caller: Caller<OrganizationScope>,
  args: ExportArgs,
): AsyncGenerator<ExportedLead[]> {
  authorise(caller.scope, exportPage.declaration.permission, exportPage.declaration.name);
  let after: string | null | undefined;
  while (after !== null) {
    const { rows, next } = await exportPage.recompute(caller, { ...args, pageSize, after });
    yield rows;
    after = next;
  }
}

export interface NoteExportInput {
  format: string;
  filter: LeadFilter;
}

/** Notes that somebody took leads away as a file: by which conditions, not which people. */
export const noteExport = declareCommand({
  name: "leads.export",
  scope: "organization",
  permission: "leads.read",
  touches: ({ organizationId }) => [tags.activity(organizationId)],
  run: async (tx, { format, filter }: NoteExportInput, scope): Promise<void> => {
    const conditions = Object.keys(normaliseLeadFilter(filter));
    await noteActivity(tx, scope, {
      action: "leads.export",
      recordType: "lead",
      meta: { format, conditions },
    });
  },
});
