import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { type LeadStatus, leads, mentees } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { showPhone } from "../phone-numbers.server.ts";
import { tags } from "../tags.server.ts";

/** A lead that may be the same person as another. */
export interface DuplicateLead {
  id: string;
  name: string;
  email: string | null;
  /** To be read by people. */
  phoneText: string | null;
  status: LeadStatus;
  menteeName: string;
  /** Local date. */
  enteredOn: string;
}

export interface DuplicatesArgs {
  /** A lead that is there, by its id in lower case; or what is to be written down of one under this id. */
  leadId: string;
  typed?: { email: string | null; phone: string | null };
  /** IANA; the organization's. */
  timeZone: string;
}

/** So many are shown; who has more of a kind has other troubles. */
const most = 10;

/** Leads with the e-mail address, in whatever case, or the phone number of another, the oldest first, among those that this person sees. */
export const listDuplicates = declareQuery({
  name: "leads.duplicates",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.leads(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(30),
  load: async (read, { leadId, typed, timeZone }: DuplicatesArgs): Promise<DuplicateLead[]> => {
    if (typed && typed.email === null && typed.phone === null) return [];
    const [rows] = await read((db) => [
      db
        .select({
          id: leads.id,
          name: leads.name,
          email: leads.email,
          phone: leads.phone,
          status: leads.status,
          menteeName: mentees.businessName,
          enteredOn: localDate(leads.enteredAt, timeZone),
        })
        .from(leads)
        .innerJoin(
          mentees,
          and(eq(mentees.organizationId, leads.organizationId), eq(mentees.id, leads.menteeId)),
        )
        .where(
          and(
            isNull(leads.deletedAt),
            sql`${leads.id} <> ${leadId}`,
            sql`${leads.id} = any (array(${typed ? likeTyped(typed) : likeStored(leadId)}))`,
          ),
        )
        .orderBy(asc(leads.enteredAt), asc(leads.id))
        .limit(most),
    ]);
    return rows.map(({ phone, ...row }) => ({ ...row, phoneText: phone && showPhone(phone) }));
  },
});

const likeTyped = ({ email, phone }: NonNullable<DuplicatesArgs["typed"]>): SQL =>
  sql`select placar_leads_reached_by(lower(${email}::text), ${phone}::text)`;

const likeStored = (leadId: string): SQL =>
  sql`select placar_leads_reached_by(lower(own.email), own.phone) from ${leads} own where own.id = ${leadId}`;
