import { and, eq, isNull, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { type OpenPeriod, within } from "#app/db/local-time.ts";
import { leads } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface MenteeFiguresArgs {
  menteeId: string;
  /** In which leads entered: figures of each. */
  periods: readonly OpenPeriod[];
  /** IANA; the organization's. */
  timeZone: string;
}

/** Of the leads that entered in a period. Null is "not measured". */
export interface MenteeFigures {
  entered: number;
  /** Those among them that are won, whenever that was. */
  won: number;
  /** Minor units, over the won ones whose value is declared; null where leads were won but none declared. */
  wonValue: number | null;
  /** Won of all that entered, 0 to 1; null where none did. */
  conversion: number | null;
}

/** What a mentee has achieved. */
export const loadMenteeFigures = declareQuery({
  name: "mentees.figures",
  scope: "organization",
  permission: "mentees.read",
  tags: ({ organizationId }) => [tags.leads(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(10),
  load: async (read, { menteeId, periods, timeZone }: MenteeFiguresArgs): Promise<MenteeFigures[]> => {
    const counted = await read((db) =>
      periods.map((period) =>
        db
          .select(figures)
          .from(leads)
          .where(
            and(
              isNull(leads.deletedAt),
              eq(leads.menteeId, menteeId),
              within(leads.enteredAt, period, timeZone),
            ),
          ),
      ),
    );
    return counted.map(([row = nothing]) => ({
      ...row,
      conversion: row.entered === 0 ? null : row.won / row.entered,
    }));
  },
});

const nothing = { entered: 0, won: 0, wonValue: 0 };

const isWon = sql`${leads.status} = 'won'`;

const figures = {
  entered: sql<number>`count(*)`.mapWith(Number),
  won: sql<number>`count(*) filter (where ${isWon})`.mapWith(Number),
  wonValue: sql<
    number | null
  >`(case when count(*) filter (where ${isWon}) = 0 then 0 else sum(${leads.value}) filter (where ${isWon}) end)::bigint`.mapWith(
    Number,
  ),
};
