import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type * as schema from "#schema";
import { exemptTables } from "#schema";

// The rules of the schema, read off the live catalogue: whoever adds a table meets them here.

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const appendOnly = ["activity_log", "lead_status_changes"];
/** Rows that are made and removed, never edited. */
const neverEdited = [
  ...appendOnly,
  "cohort_mentors",
  "import_drafts",
  "import_pieces",
  "import_rows",
  "lead_tags",
  "mentee_moves",
  "pending_invalidations",
];
const exempt: readonly string[] = exemptTables;

const tables = async () =>
  (
    await db.sql<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
    )
  ).map((row) => row.name);

const columns = () =>
  db.sql<{ table: string; column: string; type: string; identity: string; required: boolean }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type, a.attidentity as identity, a.attnotnull as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`);

const foreignKeys = () =>
  db.sql<{
    name: string;
    table: string;
    target: string;
    columns: string[];
    onDelete: string;
    indexed: boolean;
  }>(`
    select k.conname as name, c.relname as table, t.relname as target, k.confdeltype as "onDelete",
      array(select attname::text from unnest(k.conkey) n join pg_attribute on attrelid = k.conrelid and attnum = n) as columns,
      exists (select 1 from pg_index i where i.indrelid = k.conrelid and i.indpred is null
        and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey) as indexed
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`);

describe("every table", () => {
  test("is there to be looked at", async () => {
    expect(await tables()).toEqual(
      expect.arrayContaining(["leads", "organization_settings", ...exemptTables]),
    );
  });

  test("and column is named in snake_case", async () => {
    const odd = (await columns()).filter(
      (c) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(c.column) || !/^[a-z_]+$/.test(c.table),
    );
    expect(odd).toEqual([]);
  });

  test("has a primary key of UUIDs, or of a bigint identity", async () => {
    const keys = await db.sql<{ table: string; types: string[]; identity: string[] }>(`
      select c.relname as table,
        array(select format_type(atttypid, null) from pg_attribute where attrelid = c.oid and attnum = any (k.conkey)) as types,
        array(select attidentity::text from pg_attribute where attrelid = c.oid and attnum = any (k.conkey)) as identity
      from pg_class c left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
    const odd = keys.filter(
      ({ types, identity }) =>
        !(types.length > 0 && types.every((t) => t === "uuid")) &&
        !(types.join() === "bigint" && identity.join() === "a"),
    );
    expect(odd).toEqual([]);
  });

  test("says when a row was made, and when it was changed if it can be", async () => {
    const all = await columns();
    const has = (table: string, column: string) => all.some((c) => c.table === table && c.column === column);
    for (const table of await tables()) {
      expect.soft(has(table, "created_at"), `${table}.created_at`).toBe(true);
      expect.soft(has(table, "updated_at"), `${table}.updated_at`).toBe(!neverEdited.includes(table));
    }
  });
});

describe("every column", () => {
  test("of time knows its zone, and none is a float or a numeric: money is bigint", async () => {
    const forbidden = [
      "timestamp without time zone",
      "time without time zone",
      "real",
      "double precision",
      "numeric",
      "money",
      "json",
    ];
    expect((await columns()).filter((c) => forbidden.includes(c.type))).toEqual([]);
    const amounts = (await columns()).filter(
      (c) => /(^|_)(value|amount|revenue|spend)$/.test(c.column) && c.table !== "verifications",
    );
    expect(amounts.map((c) => c.type)).toEqual(amounts.map(() => "bigint"));
    expect(amounts).not.toEqual([]);
  });

  test("has a type in TypeScript, those of JSONB included", () => {
    type Tables = {
      [K in keyof typeof schema]: (typeof schema)[K] extends { $inferSelect: infer Row } ? Row : never;
    };
    type Untyped<Row> = { [K in keyof Row]: unknown extends Row[K] ? K : never }[keyof Row];
    type AllUntyped = { [K in keyof Tables]: Untyped<Tables[K]> }[keyof Tables];
    expectTypeOf<AllUntyped>().toEqualTypeOf<never>();
  });
});

describe("every foreign key", () => {
  test("has an index and says what a deletion does", async () => {
    const keys = await foreignKeys();
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((k) => !k.indexed).map((k) => k.name)).toEqual([]);
    expect(keys.filter((k) => !["c", "n", "r"].includes(k.onDelete)).map((k) => k.name)).toEqual([]);
  });

  test("between tenant tables holds the organization, since its check passes by row-level security", async () => {
    const loose = (await foreignKeys()).filter(
      (k) =>
        !exempt.includes(k.table) && !exempt.includes(k.target) && !k.columns.includes("organization_id"),
    );
    expect(loose).toEqual([]);
  });
});

describe("every tenant table", () => {
  test("carries its organization and lets the application's role see rows by policy alone", async () => {
    const all = await columns();
    const secured = await db.sql<{ name: string; enabled: boolean; policies: number }>(`
      select c.relname as name, c.relrowsecurity as enabled,
        (select count(*) from pg_policy p where p.polrelid = c.oid and p.polpermissive
          and p.polroles = array['placar_app'::regrole::oid]) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
    for (const { name, enabled, policies } of secured) {
      const tenant = !exempt.includes(name);
      expect.soft(enabled, `row-level security of ${name}`).toBe(tenant);
      expect.soft(Number(policies) > 0, `a policy on ${name}`).toBe(tenant);
      if (!tenant) continue;
      const column = all.find((c) => c.table === name && c.column === "organization_id");
      expect.soft(column?.type, `${name}.organization_id`).toBe("uuid");
      expect
        .soft(column?.required, `${name}.organization_id is required`)
        .toBe(name !== "pending_invalidations");
    }
  });

  test("notices a write that no command announced", async () => {
    const watched = await db.sql<{ name: string }>(
      "select distinct tgrelid::regclass::text as name from pg_trigger where tgname like 'unannounced_%'",
    );
    const seenByQueries = (await tables()).filter(
      (name) =>
        !["accounts", "verifications", "pending_invalidations", "rate_limits", "reminder_days"].includes(
          name,
        ),
    );
    expect(watched.map((row) => row.name).sort()).toEqual(seenByQueries.sort());
  });
});

describe("the application's role", () => {
  test("owns nothing and bypasses nothing", async () => {
    const [role] = await db.sql(
      "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin from pg_roles where rolname = 'placar_app'",
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolcanlogin: false,
    });
    expect(await db.sql("select relname from pg_class where relowner = 'placar_app'::regrole")).toEqual([]);
  });

  test("may read and write every table, and only add to the append-only log", async () => {
    for (const table of await tables()) {
      const [may] = await db.sql(
        `select has_table_privilege('placar_app', $1, 'select') as read, has_table_privilege('placar_app', $1, 'insert') as add,
          has_table_privilege('placar_app', $1, 'update') as change, has_table_privilege('placar_app', $1, 'delete') as remove,
          has_table_privilege('placar_app', $1, 'truncate') as truncate`,
        [table],
      );
      const kept = table === "activity_log";
      expect
        .soft(may, table)
        .toEqual({ read: true, add: true, change: !kept, remove: !kept, truncate: false });
    }
  });
});
