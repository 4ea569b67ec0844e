import { and, ne, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { instantOn, localDate } from "#app/db/local-time.ts";
import { type LeadStatus, leads } from "#schema";
import { declareCommand } from "../declare-command.server.ts";
import { FieldError } from "../errors.ts";
import { today } from "../period.ts";
import {
  type BulkInput,
  type BulkResult,
  changeMany,
  settingColumns,
  touchedByMany,
} from "./change-many.server.ts";
import { selectedLeads } from "./selected-leads.server.ts";

export interface BulkMoveInput extends BulkInput {
  to: LeadStatus;
  /** For a win: the local date, today unless given. */
  wonOn?: string | undefined;
  /** The wins really were on a day before the leads entered. */
  wonEarlier?: boolean;
  /** For a win: minor units, of each; the value that a lead has stays where none is given. */
  value?: number | undefined;
  /** For a loss. */
  lostReason?: string | null | undefined;
}

/**
 * Moves many leads to another stage, wins them or gives them up, by the rules of a single move. Leads that are at that stage already stay as
 * they are.
 * @throws ConflictError where their number has changed, FieldError for a win before one of them entered that nobody confirmed
 */
export const bulkMove = declareCommand({
  name: "leads.bulkMove",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, _input: BulkMoveInput, result: BulkResult) => touchedByMany(scope, result),
  run: (tx, input: BulkMoveInput, scope): Promise<BulkResult> =>
    changeMany(tx, scope, input, "leads.bulkMove", async () => {
      const { to, wonOn, value, lostReason, timeZone } = input;
      const won = to === "won";
      if (won && !input.wonEarlier) await requireOrderOfAll(tx, input);
      const at = won && wonOn !== undefined ? instantOn(wonOn, timeZone) : sql`now()`;
      return {
        action: "leads.move",
        applies: sql`${ne(leads.status, to)}`,
        write: settingColumns({
          status: sql`${to}::lead_status`,
          won_at: won ? at : sql`null`,
          lost_reason: to === "lost" ? sql`${lostReason ?? null}::text` : sql`null`,
          ...(won && value !== undefined && { value: sql`${value}::bigint` }),
        }),
        moved: { to, at },
      };
    }),
});

/** As of a single move: a win before the lead entered is a slip of the pen more often than not. */
async function requireOrderOfAll(
  tx: Transaction,
  { selection, wonOn, timeZone }: BulkMoveInput,
): Promise<void> {
  const day = wonOn ?? today(timeZone);
  const [later] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        selectedLeads(selection, timeZone),
        ne(leads.status, "won"),
        sql`${localDate(leads.enteredAt, timeZone)} > ${day}`,
      ),
    )
    .limit(1);
  if (later) throw new FieldError("wonOn", "wonTooEarly");
}
