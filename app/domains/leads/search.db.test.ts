import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { leads, type Role } from "#schema";
import { siftLeads } from "./sift-leads.server.ts";

let db: TestDatabase;
const agencies: ArrangedOrganization[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  for (const slug of ["one", "two"]) agencies.push(await arrangeOrganization(db.sql, slug));
});
afterAll(() => db?.close());

interface Put {
  id: string;
  name: string;
  agency: 0 | 1;
  /** Of the two businesses of an agency: the mentor and the mentee have the first. */
  mentee: 0 | 1;
  deleted: boolean;
}

const rows = fc.array(
  fc.record({
    name: fc.constantFrom("Ana Lima", "ANÃ", "Bruno", "Ana Bruno", "Lia"),
    agency: fc.constantFrom(0 as const, 1 as const),
    mentee: fc.constantFrom(0 as const, 1 as const),
    deleted: fc.constantFrom(false, false, true),
  }),
  { maxLength: 30, size: "max" },
);

async function put(given: readonly Omit<Put, "id">[]): Promise<Put[]> {
  const all = given.map((row) => ({ ...row, id: newId() }));
  await db.sql("delete from leads");
  for (const [index, agency] of agencies.entries()) {
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, entered_at, deleted_at)
       select (lead->>'id')::uuid, $2, ($3::uuid[])[1 + (lead->>'mentee')::int], lead->>'name', now(),
         case when (lead->>'deleted')::boolean then now() end
       from jsonb_array_elements($1::jsonb) lead`,
      [JSON.stringify(all.filter((row) => row.agency === index)), agency.id, `{${agency.menteeIds.join()}}`],
    );
  }
  return all;
}

const words: Record<string, (name: string) => boolean> = {
  ana: (name) => name !== "Bruno" && name !== "Lia",
  "lima ana": (name) => name === "Ana Lima",
  br: (name) => name.includes("Bruno"),
  l: (name) => name === "Ana Lima" || name === "Lia",
  nobody: () => false,
};

test("whoever searches finds what they may see, gathered by the index or met in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom(...Object.keys(words)),
      fc.constantFrom<Role[]>("owner", "mentor", "mentee"),
      fc.constantFrom(0, 1, 3, 100),
      async (given, q, role, mostFound) => {
        const all = await put(given);
        const [agency] = agencies as [ArrangedOrganization];
        const scope: OrganizationScope = {
          kind: "organization",
          organizationId: agency.id,
          userId: agency.users[role],
          role,
        };
        const { where } = await siftLeads((build) => db.database.readBatch(scope, build), {
          filter: { q },
          timeZone: "UTC",
          mostFound,
        });
        const [found] = await db.database.readBatch(scope, (read) => [
          read.select({ id: leads.id }).from(leads).where(where),
        ]);
        const expected = all.filter(
          (row) =>
            row.agency === 0 &&
            !row.deleted &&
            (role === "owner" || row.mentee === 0) &&
            words[q]?.(row.name),
        );
        expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
      },
    ),
    { numRuns: 100 },
  );
});

test("the function that reads the index answers with ids of the current organization alone, and not at all beyond the bound", async () => {
  await put(
    ([0, 0, 1] as const).map((agency) => ({ name: "Ana", agency, mentee: 1 as const, deleted: false })),
  );
  const find = async (scope: OrganizationScope | { kind: "account"; userId: string }, most: number) => {
    const [{ rows }] = await db.database.readBatch(scope, (read) => [
      read.execute<{ count: number | null }>(
        `select cardinality(placar_find_leads(array['ana'], ${most}))::int as count`,
      ),
    ]);
    return rows[0]?.count;
  };
  const [one, two] = agencies as [ArrangedOrganization, ArrangedOrganization];
  const as = ({ id, users }: ArrangedOrganization, role: Role) =>
    ({ kind: "organization", organizationId: id, userId: users[role], role }) as const;
  expect(await find(as(one, "owner"), 2)).toBe(2);
  expect(await find(as(one, "owner"), 1)).toBeNull();
  expect(await find(as(two, "owner"), 5)).toBe(1);
  // Theirs is the first business; an account has no organization.
  expect(await find(as(one, "mentor"), 5)).toBe(0);
  expect(await find({ kind: "account", userId: one.users.owner }, 5)).toBe(0);
});
