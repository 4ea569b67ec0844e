import { and, type SQL, sql } from "drizzle-orm";
import { bigint, jsonb, pgTable, QueryBuilder, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { by, InvalidCursorError, type Keyset, keyset, type PageRequest } from "./index.ts";

const deals = pgTable("deals", {
  id: uuid("id").primaryKey(),
  tenant: text("tenant").notNull(),
  stage: smallint("stage").notNull(),
  value: bigint("value", { mode: "number" }),
  enteredAt: timestamp("entered_at", { withTimezone: true }).notNull(),
  meta: jsonb("meta"),
  tags: text("tags").array(),
});

const request: PageRequest = {
  size: 2,
  secret: "a secret of the application",
  boundTo: { tenant: "t1", filter: { stage: [1, 2] } },
};
const byEntered = keyset({ name: "deals.entered", columns: [by(deals.enteredAt, "desc")], unique: deals.id });
const byValue = keyset({
  name: "deals.value",
  columns: [by(deals.value, "desc", { nulls: "last" })],
  unique: deals.id,
});

const row = (...position: (string | null)[]) => ({ keyset: JSON.stringify(position) });
const stamp = "2026-02-03T04:05:06.789012+00:00";

/** The cursor behind the second of two rows. */
function nextOf(list: Keyset, ...position: (string | null)[]): string {
  const { next } = list.page(request).result([row(...position), row(...position), row(...position)]);
  return next ?? "none";
}

function statement(list: Keyset, cursors: Partial<PageRequest> = {}) {
  const page = list.page({ ...request, ...cursors });
  const built = page.select(({ where, cursorColumns }) =>
    new QueryBuilder()
      .select({ stage: deals.stage, ...cursorColumns })
      .from(deals)
      .where(and(sql`tenant = 't1'`, where)),
  );
  return built.toSQL();
}

const where = (list: Keyset, cursors: Partial<PageRequest>) =>
  new QueryBuilder()
    .select({ one: sql`1` as SQL<number> })
    .from(deals)
    .where(list.page({ ...request, ...cursors }).where)
    .toSQL();

describe("a keyset", () => {
  it("seeks with one row comparison where all columns agree", () => {
    const { sql: text, params } = statement(byEntered, { after: nextOf(byEntered, stamp, "id1") });
    expect(text).toContain(
      `where (tenant = 't1' and ("deals"."entered_at", "deals"."id") < ($1::timestamp with time zone, $2::uuid)) ` +
        `order by "deals"."entered_at" desc, "deals"."id" desc limit $3`,
    );
    expect(params).toEqual([stamp, "id1", 3]);
  });

  it("seeks in one range for the values and one for the NULLs behind them", () => {
    const { sql: text } = statement(byValue, { after: nextOf(byValue, "5", "id1") });
    expect(text.match(/where .*? order by .*? limit/g)).toEqual([
      `where (tenant = 't1' and ("deals"."value", "deals"."id") < ($1::bigint, $2::uuid)) order by "deals"."value" desc, "deals"."id" desc limit`,
      `where (tenant = 't1' and "deals"."value" is null) order by "deals"."value" desc, "deals"."id" desc limit`,
    ]);
    // The second only for what the first leaves open.
    expect(text).toMatch(/\) as later limit \$\d::bigint - \(select count\(\*\) from "keyset_range_0"\)\)/);
    expect(text).toMatch(/ order by "keyset_order_0" desc nulls last, "keyset_order_1" desc$/);
  });

  it("seeks in one range among the NULLs", () => {
    const { sql: text } = statement(byValue, { after: nextOf(byValue, null, "id1") });
    expect(text).not.toContain("union");
    expect(text).toContain(`"deals"."value" is null and "deals"."id" < $1::uuid`);
  });

  it("seeks in one range for each change of direction", () => {
    const mixed = keyset({
      name: "m",
      columns: [by(deals.stage, "asc"), by(deals.enteredAt, "desc")],
      unique: deals.id,
    });
    const { sql: text } = statement(mixed, { after: nextOf(mixed, "3", stamp, "id1") });
    expect(text.match(/where .*? order by/g)).toEqual([
      `where (tenant = 't1' and ("deals"."stage" = $1::smallint and ("deals"."entered_at", "deals"."id") < ($2::timestamp with time zone, $3::uuid))) order by`,
      `where (tenant = 't1' and "deals"."stage" > $5::smallint) order by`,
    ]);
  });

  it("offers one condition with a leading bound too", () => {
    const mixed = keyset({
      name: "m",
      columns: [by(deals.stage, "asc"), by(deals.enteredAt, "desc")],
      unique: deals.id,
    });
    expect(where(mixed, { after: nextOf(mixed, "3", stamp, "id1") }).sql).toContain(
      `("deals"."stage" >= $1::smallint and (("deals"."stage" = $2::smallint and `,
    );
    expect(where(byEntered, { after: nextOf(byEntered, stamp, "id1") }).sql).toContain(
      `where ("deals"."entered_at", "deals"."id") < ($1::timestamp with time zone, $2::uuid)`,
    );
  });

  it("walks back in the reverse order and turns the rows round", () => {
    const before = nextOf(byEntered, stamp, "id1");
    const { sql: text } = statement(byEntered, { before });
    expect(text).toContain(
      `> ($1::timestamp with time zone, $2::uuid)) order by "deals"."entered_at" asc, "deals"."id" asc limit`,
    );
    const page = byEntered.page({ ...request, before });
    const { rows, previous, next } = page.result([3, 2, 1].map((n) => ({ n, ...row(stamp, `id${n}`) })));
    expect(rows).toEqual([{ n: 2 }, { n: 3 }]);
    expect([previous, next]).toEqual([nextOf(byEntered, stamp, "id2"), nextOf(byEntered, stamp, "id3")]);
  });

  it("treats a blank cursor as none", () => {
    for (const blank of ["", null, undefined]) {
      expect(byEntered.page({ ...request, after: blank, before: blank }).where).toBeUndefined();
    }
  });

  it("refuses a cursor of another sort, filter, tenant or secret, and two at once", () => {
    const after = nextOf(byEntered, stamp, "id1");
    expect(() => byEntered.page({ ...request, after })).not.toThrow();
    const sorts = {
      name: keyset({ name: "deals.other", columns: [by(deals.enteredAt, "desc")], unique: deals.id }),
      direction: keyset({ name: "deals.entered", columns: [by(deals.enteredAt, "asc")], unique: deals.id }),
      nulls: keyset({
        name: "deals.entered",
        columns: [by(deals.enteredAt, "desc", { nulls: "last" })],
        unique: deals.id,
      }),
      column: keyset({ name: "deals.entered", columns: [by(deals.value, "desc")], unique: deals.id }),
      expression: keyset({
        name: "deals.entered",
        columns: [
          by(sql`${deals.enteredAt} + ${"1 day"}`, "desc", {
            type: "timestamp with time zone",
            nullable: false,
          }),
        ],
        unique: deals.id,
      }),
    };
    for (const other of Object.values(sorts))
      expect(() => other.page({ ...request, after })).toThrow(InvalidCursorError);
    const requests: Partial<PageRequest>[] = [
      { boundTo: { tenant: "t2", filter: { stage: [1, 2] } } },
      { boundTo: { tenant: "t1", filter: { stage: [1] } } },
      { boundTo: { tenant: "t1", filter: {} } },
      { secret: "another secret of the application" },
      { before: after },
    ];
    for (const other of requests) {
      expect(() => byEntered.page({ ...request, after, ...other })).toThrow(InvalidCursorError);
    }
  });

  it("refuses, when it is declared, what could not be walked", () => {
    expect(() => keyset({ name: "k", columns: [], unique: deals.value })).toThrow(TypeError);
    expect(() => by(deals.meta, "asc")).toThrow('"jsonb"');
    expect(() => by(deals.tags, "asc")).toThrow('"text[]"');
    for (const size of [0, -1, 1.5, Number.NaN])
      expect(() => byEntered.page({ ...request, size })).toThrow(RangeError);
  });
});
