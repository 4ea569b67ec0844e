import { type SQL, sql } from "drizzle-orm";
import { readDatePattern } from "./date-pattern.ts";
import type { FieldName, Mapping } from "./mapping.ts";
import type { KeyedRow } from "./settle-ids.server.ts";

/** A row whose mentee is known, where it names one. */
export interface ReadyRow extends KeyedRow {
  menteeId?: string;
}

/** What one mapping says of a lead, as SQL over rows called `r` and leads called `l`. */
export interface RowSql {
  /** The rows as a relation, with their ids, fields and times as the database has them. */
  given(rows: readonly (ReadyRow & NewIds)[]): SQL;
  /** Columns that the file has a say in, with the value that a lead is to have there. */
  news: readonly { column: string; value: SQL }[];
  has(field: FieldName): boolean;
}

/** Ids for what a row may add; only where they are needed. */
export interface NewIds {
  id?: string;
  birthId?: string;
  moveId?: string;
}

/** @param timeZone IANA; of dates and times without an offset */
export function rowSql({ fields, rows: mode }: Mapping, timeZone: string): RowSql {
  const has = (field: FieldName) => fields[field] !== undefined;
  /** Constants and templates fill in what a new lead lacks; they are no news about one that is there. */
  const says = (field: FieldName) => {
    const source = fields[field];
    return source !== undefined && ("column" in source || mode === "update-only");
  };
  const instant = (field: "enteredAt" | "wonAt", column: SQL): SQL =>
    readDatePattern(fields[field]?.pattern ?? "")?.kind === "instant"
      ? sql`${column}::timestamptz`
      : sql`${column}::timestamp at time zone ${timeZone}`;

  /** A cell that says the day leaves a lead of that day its time. */
  const given = (field: "enteredAt" | "wonAt", column: string): SQL => {
    const [row, lead] = [sql`r.${sql.identifier(column)}`, sql`l.${sql.identifier(column)}`];
    if (!readDatePattern(fields[field]?.pattern ?? "")?.isDay) return row;
    const dayOf = (moment: SQL) => sql`(${moment} at time zone ${timeZone})::date`;
    return sql`case when ${dayOf(row)} = ${dayOf(lead)} then ${lead} else ${row} end`;
  };

  const status = sql`coalesce(r.status, l.status)`;
  const wonAt = has("wonAt") ? sql`coalesce(${given("wonAt", "won_at")}, l.won_at)` : sql`l.won_at`;
  const lostReason = says("lostReason") ? sql`r.lost_reason` : sql`l.lost_reason`;
  const news = [
    ...(["name", "email", "phone", "source", "value"] as const)
      .filter(says)
      .map((field) => ({ column: field, value: sql`r.${sql.identifier(field)}` })),
    ...(says("mentee") ? [{ column: "mentee_id", value: sql`r.mentee_id` }] : []),
    ...(says("enteredAt") ? [{ column: "entered_at", value: given("enteredAt", "entered_at") }] : []),
    ...(says("status") || has("wonAt") || says("lostReason")
      ? [
          { column: "status", value: status },
          { column: "won_at", value: sql`case when ${status} = 'won' then ${wonAt} end` },
          { column: "lost_reason", value: sql`case when ${status} = 'lost' then ${lostReason} end` },
        ]
      : []),
  ];

  return {
    has,
    news,
    given: (rows) => sql`(
      select g.line, g.external_id, g.name, g.email, g.phone, g.source, g.value, g.status::lead_status as status, g.lost_reason,
        g.mentee_id, ${instant("enteredAt", sql`g.entered_at`)} as entered_at, ${instant("wonAt", sql`g.won_at`)} as won_at,
        g.id, g.birth_id, g.move_id
      from jsonb_to_recordset(${JSON.stringify(rows.map(recordOf))}::jsonb) as g(
        line integer, external_id text, name text, email text, phone text, source text, value bigint, status text,
        lost_reason text, mentee_id uuid, entered_at text, won_at text, id uuid, birth_id uuid, move_id uuid))`,
  };
}

function recordOf({ line, name, email, phone, source, value, status, ...row }: ReadyRow & NewIds) {
  return {
    ...{ line, name, email, phone, source, value, status },
    external_id: row.externalId,
    lost_reason: row.lostReason,
    mentee_id: row.menteeId,
    entered_at: row.enteredAt,
    won_at: row.wonAt,
    id: row.id,
    birth_id: row.birthId,
    move_id: row.moveId,
  };
}
