import { sql } from "drizzle-orm";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { by, type Direction, keyset } from "./index.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await db.sql(
    "create collation keyset_blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false)",
  );
  await db.sql(`create table keyset_names (
    id uuid primary key, given text not null, in_order text collate "und-x-icu", blind text collate keyset_blind)`);
  await db.sql("grant select on keyset_names to placar_app");
});
afterAll(() => db.close());

const names = pgTable("keyset_names", {
  id: uuid("id").primaryKey(),
  given: text("given").notNull(),
  inOrder: text("in_order"),
  blind: text("blind"),
});

const columns = { given: names.given, inOrder: names.inOrder, blind: names.blind };
const name = fc.oneof(
  fc.constantFrom(
    "ana",
    "Ana",
    "ANA",
    "Ána",
    "A\u0301na",
    "ana ",
    "an a",
    "æna",
    "ß",
    "ss",
    "\u{1f600}",
    "",
    "Z",
    "z",
    "ñ",
  ),
  fc.string({ unit: "grapheme", maxLength: 3 }).map((text) => text.replaceAll("\0", ".")),
);
const rows = fc.uniqueArray(fc.record({ id: fc.uuid(), given: name, name: fc.option(name, { freq: 4 }) }), {
  selector: (row) => row.id,
  maxLength: 25,
  size: "max",
});
const directions = fc.constantFrom<Direction>("asc", "desc");

it("walks names in the order of their collation, also one to which different texts are equal", async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom("given", "inOrder", "blind"),
      directions,
      async (people, column, direction) => {
        await db.sql("delete from keyset_names");
        await db.sql(
          "insert into keyset_names select id, given, name, name from json_to_recordset($1) as r(id uuid, given text, name text)",
          [JSON.stringify(people)],
        );
        const list = keyset({ name: "names", columns: [by(columns[column], direction)], unique: names.id });
        const seen: string[] = [];
        let after: string | null = null;
        do {
          expect(seen.length, "rows of a list that should have ended").toBeLessThan(100);
          const page = list.page({ after, size: 4, secret: "a secret of the application", boundTo: column });
          const [read] = await db.database.readBatch({ kind: "system" }, (q) => [
            page.select((part) =>
              q
                .select({ id: names.id, ...part.cursorColumns })
                .from(names)
                .where(part.where),
            ),
          ]);
          const result = page.result(read);
          seen.push(...result.rows.map((row) => row.id));
          after = result.next;
        } while (after !== null);
        const [all] = await db.database.readBatch({ kind: "system" }, (q) => [
          q
            .select({ id: names.id })
            .from(names)
            .orderBy(sql`${columns[column]} ${sql.raw(direction)}`, sql`id ${sql.raw(direction)}`),
        ]);
        expect(seen).toEqual(all.map((row) => row.id));
      },
    ),
    { numRuns: 60 },
  );
});
