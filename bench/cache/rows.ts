import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import pg from "pg";

/** What every contender caches: one row by its id. */
export const benchRows = pgTable("bench_rows", {
  id: integer("id").primaryKey(),
  body: text("body").notNull(),
});

export const rowCount = 50_000;

/** The connections to the database, shared by all contenders. */
export interface Rows {
  readonly pool: pg.Pool;
  /** How long the statement of a read takes beyond itself, as SQL for seconds: `0`, `random() * 0.006`. */
  readonly seconds: string;
  /** Past every cache. */
  select(id: number): Promise<string>;
  update(id: number, body: string): Promise<void>;
  /** How many statements reached the database until now. */
  statements(): number;
  close(): Promise<void>;
}

/** Makes the rows, a kilobyte each. */
export async function makeRows(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table bench_rows (id integer primary key, body text not null)");
  await client.query(
    `insert into bench_rows select n, left(repeat(md5(n::text), 32), 1000) from generate_series(1, ${rowCount}) n`,
  );
  await client.query("vacuum analyze bench_rows");
  await client.end();
}

export function openRows(url: string, seconds = "0"): Rows {
  const pool = new pg.Pool({ connectionString: url, max: 40 });
  const db = drizzle(pool);
  let statements = 0;
  pool.on("acquire", () => statements++);
  return {
    pool,
    seconds,
    async select(id) {
      const [row] = await db.select(columns(seconds)).from(benchRows).where(eq(benchRows.id, id));
      return bodyOf(row);
    },
    async update(id, body) {
      await db.update(benchRows).set({ body }).where(eq(benchRows.id, id));
    },
    statements: () => statements,
    close: () => pool.end(),
  };
}

/** The statement sleeps after its snapshot was taken: as a slow one, it answers with what was there when it began. */
export function columns(seconds: string) {
  return { body: benchRows.body, slept: sql<string>`pg_sleep(${sql.raw(seconds)})::text` };
}

export function bodyOf(row: { body: string } | undefined): string {
  if (!row) throw new Error("No such row");
  return row.body;
}
