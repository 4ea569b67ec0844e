import { and, desc, eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { type LeadStatus, leads } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { LeadFilter } from "./lead-filter.ts";
import { leadStatuses, rankOf } from "./lead-status.ts";
import { leadsMatching } from "./leads-matching.server.ts";
import { menteeName } from "./shown-columns.server.ts";

export interface BoardArgs {
  filter: LeadFilter;
  /** IANA; the organization's. */
  timeZone: string;
  /** The local date, where the filter counts days from it. */
  today?: string | undefined;
  /** Cards of a column at most. */
  most: number;
}

export interface BoardCard {
  id: string;
  name: string;
  menteeName: string;
  /** Minor units; null where it was not declared. */
  value: number | null;
  /** Local date. */
  enteredOn: string;
  rowVersion: number;
}

export interface BoardColumn {
  status: LeadStatus;
  /** All leads at this stage, whether or not there is a card for each. */
  leads: number;
  /** Minor units; null where none of them has a declared value. */
  value: number | null;
  /** The newest first. */
  cards: BoardCard[];
}

/** The leads that a filter admits by stage, in pipeline order, all of one snapshot; a filter's stages alone where it names some. */
export const getBoard = declareQuery({
  name: "leads.board",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [tags.leads(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(5),
  load: async (read, { filter, timeZone, today, most }: BoardArgs): Promise<BoardColumn[]> => {
    const stages = filter.status?.length
      ? leadStatuses.filter((each) => filter.status?.includes(each))
      : leadStatuses;
    const [totals, ...columns] = await read((db) => {
      const cardsOf = (status: LeadStatus) =>
        db
          .select({
            id: leads.id,
            name: leads.name,
            menteeName,
            value: leads.value,
            enteredOn: localDate(leads.enteredAt, timeZone).as("entered_on"),
            rowVersion: leads.rowVersion,
          })
          .from(leads)
          .where(
            and(
              eq(leads.statusRank, rankOf(status)),
              leadsMatching({ ...filter, status: undefined }, timeZone, { today }),
            ),
          )
          .orderBy(desc(leads.enteredAt), desc(leads.id))
          .limit(most);
      const counted = db
        .select({
          status: leads.status,
          leads: sql<number>`count(*)`.mapWith(Number),
          value: sql<number | null>`sum(${leads.value})::bigint`.mapWith((sum) =>
            sum === null ? null : Number(sum),
          ),
        })
        .from(leads)
        .where(leadsMatching(filter, timeZone, { today }))
        .groupBy(leads.status);
      return [counted, ...stages.map(cardsOf)] as const;
    });
    return stages.map((status, i) => {
      const total = totals.find((each) => each.status === status);
      return { status, leads: total?.leads ?? 0, value: total?.value ?? null, cards: columns[i] ?? [] };
    });
  },
});
