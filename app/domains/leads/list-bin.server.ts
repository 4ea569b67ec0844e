import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { leads, mentees } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface BinnedLead {
  id: string;
  name: string;
  menteeName: string;
  /** Local date since which it is in the bin. */
  deletedOn: string;
  /** The lead that it was merged into, where it is no more than a duplicate; its name where the reader sees it. */
  mergedIntoId: string | null;
  mergedIntoName: string | null;
}

export interface BinArgs {
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** IANA; the organization's. */
  timeZone: string;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface BinPage {
  rows: BinnedLead[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}

const latestFirst = keyset({
  name: "leads.bin",
  columns: [by(leads.deletedAt, "desc", { nullable: false })],
  unique: leads.id,
});

/** What was merged into another lead is not there to be taken out again. */
const restorable = and(isNotNull(leads.deletedAt), isNull(leads.mergedIntoId));

/**
 * One page of the leads in the bin, the latest first.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listBin = declareQuery({
  name: "leads.bin",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.leads(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(5),
  load: async (read, args: BinArgs, scope): Promise<BinPage> => {
    const { after, before, pageSize, timeZone, cursorSecret } = args;
    const boundTo = [scope.organizationId];
    const page = latestFirst.page({ after, before, size: pageSize, secret: cursorSecret, boundTo });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...binned(timeZone), ...cursorColumns })
          .from(leads)
          .where(and(isNotNull(leads.deletedAt), where)),
      ),
    ]);
    return page.result(rows);
  },
});

export interface BinnedLeadArgs {
  /** A UUID in lower case. */
  leadId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** A lead in the bin; null where there is none, or none that this person may see. */
export const getBinnedLead = declareQuery({
  name: "leads.binned",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: BinnedLeadArgs) => [
    tags.lead(organizationId, leadId),
    tags.mentees(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { leadId, timeZone }): Promise<BinnedLead | null> => {
    const [[row]] = await read((db) => [ofOne(db, leadId, timeZone)]);
    return row ?? null;
  },
});

/** The lead that another was merged into, by its id; null where that other is none, or none that this person may see. */
export const getMergedLead = declareQuery({
  name: "leads.mergedInto",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: { leadId: string }) => [
    tags.lead(organizationId, leadId),
    tags.leads(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { leadId }): Promise<string | null> => {
    const [[row]] = await read((db) => [
      db.select({ into: leads.mergedIntoId }).from(leads).where(eq(leads.id, leadId)),
    ]);
    return row?.into ?? null;
  },
});

const ofOne = (db: StatementBuilder, leadId: string, timeZone: string) =>
  db
    .select(binned(timeZone))
    .from(leads)
    .where(and(eq(leads.id, leadId), restorable));

const ofLead: SQL | undefined = and(
  eq(mentees.organizationId, leads.organizationId),
  eq(mentees.id, leads.menteeId),
);

const intoSurvivor = and(eq(sql`s.organization_id`, leads.organizationId), eq(sql`s.id`, leads.mergedIntoId));

const binned = (timeZone: string) => ({
  id: leads.id,
  name: leads.name,
  menteeName: sql<string>`(select ${mentees.businessName} from ${mentees} where ${ofLead})`.as("mentee_name"),
  deletedOn: localDate(leads.deletedAt, timeZone).as("deleted_on"),
  mergedIntoId: leads.mergedIntoId,
  mergedIntoName: sql<string | null>`(select s.name from ${leads} s where ${intoSurvivor})`.as(
    "merged_into_name",
  ),
});
