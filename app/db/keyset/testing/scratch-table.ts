import {
  bigint,
  boolean,
  date,
  doublePrecision,
  numeric,
  pgEnum,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type { ScratchRow } from "./scratch-rows.ts";

export const mood = pgEnum("keyset_mood", ["sad", "so so", "happy"]);

/** A column of every kind that can be sorted by. */
export const scratch = pgTable("keyset_scratch", {
  id: uuid("id").primaryKey(),
  stage: smallint("stage").notNull(),
  value: bigint("value", { mode: "bigint" }),
  enteredAt: timestamp("entered_at", { withTimezone: true }).notNull(),
  wonAt: timestamp("won_at", { withTimezone: true }),
  localTime: timestamp("local_time", { precision: 3 }),
  day: date("day"),
  name: text("name"),
  code: varchar("code", { length: 12 }).notNull(),
  open: boolean("open"),
  price: numeric("price", { precision: 12, scale: 2 }),
  score: doublePrecision("score"),
  mood: mood("mood"),
});

const statements = [
  `create type keyset_mood as enum ('sad', 'so so', 'happy')`,
  `create table keyset_scratch (
    id uuid primary key, stage smallint not null, value bigint, entered_at timestamptz not null, won_at timestamptz,
    local_time timestamp(3), day date, name text collate "C", code varchar(12) collate "C" not null, open boolean,
    price numeric(12, 2), score double precision, mood keyset_mood)`,
  "grant select on keyset_scratch to placar_app",
];

export interface Scratch extends Pick<TestDatabase, "database" | "sql" | "close"> {
  /** Makes these rows all there is. */
  fill(rows: readonly ScratchRow[]): Promise<void>;
  change(gone: readonly string[], come: readonly ScratchRow[]): Promise<void>;
}

/** A database of its own with an empty scratch table. */
export async function openScratch(): Promise<Scratch> {
  const { database, sql, close } = await openTestDatabase();
  for (const statement of statements) await sql(statement);
  const insert = (rows: readonly ScratchRow[]) => {
    // Postgres gets the texts as they are, so that no driver has a say in what is stored.
    const json = JSON.stringify(rows.map((row) => ({ id: row.id, ...row.texts })));
    return sql("insert into keyset_scratch select * from json_populate_recordset(null::keyset_scratch, $1)", [
      json,
    ]);
  };
  return {
    database,
    sql,
    close,
    async fill(rows) {
      await sql("delete from keyset_scratch");
      await insert(rows);
    },
    async change(gone, come) {
      if (gone.length > 0) await sql("delete from keyset_scratch where id = any ($1)", [gone]);
      if (come.length > 0) await insert(come);
    },
  };
}
