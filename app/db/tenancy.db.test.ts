import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberScope } from "#dev/test/member-caller.ts";
import { exemptTables, type Role } from "#schema";
import { refuseBypass } from "./migrate.server.ts";
import { newId } from "./new-id.ts";
import type { Scope } from "./scope.ts";

let db: TestDatabase;
let ours: ArrangedOrganization;
let theirs: ArrangedOrganization;
let tenantTables: string[];

beforeAll(async () => {
  db = await openTestDatabase();
  ours = await arrangeOrganization(db.sql, "ours");
  theirs = await arrangeOrganization(db.sql, "theirs");
  const all = await db.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname",
  );
  tenantTables = all
    .map((row) => row.name)
    .filter((name) => !(exemptTables as readonly string[]).includes(name));
});
afterAll(() => db.close());

const count = async (scope: Scope, table: string, where = sql`true`) => {
  const [{ rows }] = await db.database.readBatch(scope, (q) => [
    q.execute<{ n: string }>(sql`select count(*) as n from ${sql.identifier(table)} where ${where}`),
  ]);
  return Number(rows[0]?.n);
};

/** Rows a statement changed, or the SQLSTATE it failed with. Nothing of it is kept. */
const attempt = async (scope: Scope, statement: ReturnType<typeof sql>): Promise<number | string> => {
  const undo = Symbol();
  let changed = -1;
  try {
    await db.database.inTransaction(scope, async (tx) => {
      const { rows } = await tx.execute<{ n: string }>(
        sql`with changed as (${statement} returning 1) select count(*) as n from changed`,
      );
      changed = Number(rows[0]?.n);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) return codeOf(error);
  }
  return changed;
};

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? String(error);
};

const isTheirs = () => sql`organization_id = ${theirs.id}`;

test("the application's role does not bypass row-level security", async () => {
  await expect(refuseBypass(db.database)).resolves.toBeUndefined();
});

test("both organizations have rows in every tenant table", async () => {
  for (const table of tenantTables) {
    for (const { id } of [ours, theirs]) {
      const [row] = await db.sql(`select count(*)::int as n from ${table} where organization_id = $1`, [id]);
      expect.soft(Number(row?.n), table).toBeGreaterThan(0);
    }
  }
});

describe.each(["owner", "admin", "mentor", "mentee"] as const)("%s", (role) => {
  test("sees no row of another organization", async () => {
    for (const table of tenantTables) {
      expect.soft(await count(memberScope(ours, role), table, isTheirs()), table).toBe(0);
    }
  });

  test("changes and deletes none", async () => {
    for (const table of tenantTables) {
      const name = sql.identifier(table);
      const change = sql`update ${name} set organization_id = organization_id where ${isTheirs()}`;
      const denied = table === "activity_log" ? "42501" : 0;
      expect.soft(await attempt(memberScope(ours, role), change), `update ${table}`).toBe(denied);
      expect
        .soft(
          await attempt(memberScope(ours, role), sql`delete from ${name} where ${isTheirs()}`),
          `delete ${table}`,
        )
        .toBe(denied);
    }
  });

  test("adds none, neither as a new row nor by moving an own one", async () => {
    for (const table of tenantTables) {
      expect
        .soft(await attempt(memberScope(ours, role), await copyOfARow(table)), `insert into ${table}`)
        .toBe("42501");
      if (table === "activity_log") continue;
      const move = sql`update ${sql.identifier(table)} set organization_id = ${theirs.id}`;
      const outcome = await attempt(memberScope(ours, role), move);
      // Refused by the policy, or there is nothing of this role's own to move.
      expect.soft(["42501", 0], `update ${table}`).toContain(outcome);
    }
  });
});

/** An insert of what is already there for the other organization, under a new id. */
async function copyOfARow(table: string) {
  const columns = await db.sql<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  );
  const [row] = await db.sql<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table} t where organization_id = $1 limit 1`,
    [theirs.id],
  );
  const values = { ...row?.row, ...(columns.some((c) => c.name === "id") ? { id: newId() } : {}) };
  const names = sql.join(
    columns.map((c) => sql.identifier(c.name)),
    sql`, `,
  );
  const typed = sql.join(
    columns.map((c) => sql.raw(`"${c.name}" ${c.type}`)),
    sql`, `,
  );
  return sql`insert into ${sql.identifier(table)} (${names}) select ${names} from jsonb_to_record(${JSON.stringify(values)}::jsonb) as r(${typed})`;
}

describe("a forgotten scope", () => {
  // The operator's scope without an organization, and a person before they chose one.
  const scopes: Scope[] = [{ kind: "system" }, { kind: "account", userId: newId() }];

  test("sees nothing", async () => {
    const open = ["organization_settings", "pending_invalidations", "reminder_days"];
    for (const scope of scopes) {
      for (const table of tenantTables.filter((name) => scope.kind === "account" || !open.includes(name))) {
        expect.soft(await count(scope, table), `${table} as ${scope.kind}`).toBe(0);
      }
    }
  });

  test("adds nothing", async () => {
    for (const scope of scopes) {
      for (const table of tenantTables.filter(
        (name) => scope.kind === "account" || name !== "pending_invalidations",
      )) {
        expect.soft(await attempt(scope, await copyOfARow(table)), `${table} as ${scope.kind}`).toBe("42501");
      }
    }
  });
});

describe("within an organization", () => {
  const seen = (role: Role, table: string) => count(memberScope(ours, role), table);

  test("owner and admin see everything", async () => {
    for (const role of ["owner", "admin"] as const) {
      expect(await seen(role, "leads")).toBe(2);
      expect(await seen(role, "lead_status_changes")).toBe(2);
      expect(await seen(role, "cohorts")).toBe(2);
    }
  });

  test.each(["mentor", "mentee"] as const)(
    "a %s sees what is theirs, and what happened to it",
    async (role) => {
      for (const table of ["cohorts", "mentees", "leads", "lead_status_changes", "interactions"]) {
        expect.soft(await seen(role, table), table).toBe(1);
      }
      expect(await count(memberScope(ours, role), "leads", sql`id = ${ours.leadIds[0]}`)).toBe(1);
    },
  );

  test("a mentor of no cohort and a mentee of no business see no lead", async () => {
    for (const role of ["mentor", "mentee"] as const) {
      expect(
        await count({ kind: "organization", organizationId: ours.id, userId: newId(), role }, "leads"),
      ).toBe(0);
    }
  });

  test("a mentor cannot take a lead out of another's cohort", async () => {
    const take = sql`update leads set mentee_id = ${ours.menteeIds[0]} where id = ${ours.leadIds[1]}`;
    const give = sql`update leads set mentee_id = ${ours.menteeIds[1]} where id = ${ours.leadIds[0]}`;
    expect(await attempt(memberScope(ours, "mentor"), take)).toBe(0);
    expect(await attempt(memberScope(ours, "mentor"), give)).toBe("42501");
  });

  test("a lead cannot belong to another organization's business", async () => {
    const lead = sql`insert into leads (id, organization_id, mentee_id, name, entered_at)
      values (${newId()}, ${ours.id}, ${theirs.menteeIds[0]}, 'x', now())`;
    expect(await attempt(memberScope(ours, "owner"), lead)).toBe("23503");
  });
});

describe("a transaction", () => {
  test("leaves neither role nor scope behind on its connection", async () => {
    await db.database.inTransaction(memberScope(ours, "owner"), async (tx) => {
      await tx.execute(sql`select 1`);
    });
    expect(await count({ kind: "system" }, "leads")).toBe(0);
    expect(await count(memberScope(theirs, "owner"), "leads", sql`organization_id = ${ours.id}`)).toBe(0);
  });

  test("refuses a read or a transaction inside of it instead of waiting for itself", async () => {
    const nested = (work: () => Promise<unknown>) =>
      db.database.inTransaction({ kind: "system" }, () => work());
    await expect(nested(() => count({ kind: "system" }, "leads"))).rejects.toThrow(/inside a transaction/);
    await expect(nested(() => db.database.inTransaction({ kind: "system" }, async () => {}))).rejects.toThrow(
      /inside a transaction/,
    );
    expect(await count(memberScope(ours, "owner"), "leads")).toBe(2);
  });

  test("keeps nothing when its work throws", async () => {
    const work = db.database.inTransaction(memberScope(ours, "owner"), async (tx) => {
      await tx.execute(sql`delete from interactions`);
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await count(memberScope(ours, "owner"), "interactions")).toBe(2);
  });

  test("reads a batch on one snapshot and cannot write in it", async () => {
    const write = db.database.readBatch(memberScope(ours, "owner"), (q) => [
      q.execute(sql`delete from interactions`),
    ]);
    await expect(write.catch(codeOf)).resolves.toBe("25006");
  });
});
