import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { ConflictError, FieldError, ForbiddenError } from "../errors.ts";
import { bulkTag, bulkUntag, mergeTags, tagLead } from "../labels/commands.server.ts";
import { countTags, listTags } from "../labels/queries.server.ts";
import type { BulkSelection } from "./bulk-selection.ts";
import { bulkAssign, bulkMove } from "./commands.server.ts";
import { countOwners, countSelected, getLead, listLeads } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let organizations = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({
    database: db.database,
    sweepSeconds: 0,
    sweepTimes: { graceMs: 0, claimMs: 10_000, lookMs: 10_000 },
  });
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const timeZone = "America/Sao_Paulo";
const roles: Role[] = ["owner", "admin", "mentor", "mentee"];

/** An agency with so many leads, in turn of the first and the second business, as nobody has seen them yet. */
async function arrange(count: number): Promise<{ agency: ArrangedOrganization; ids: string[] }> {
  const agency = await arrangeOrganization(db.sql, `marks-${organizations++}`, timeZone);
  await db.sql("delete from leads where organization_id = $1", [agency.id]);
  await db.sql("delete from tags where organization_id = $1", [agency.id]);
  const ids = Array.from({ length: count }, () => newId());
  for (const [i, id] of ids.entries()) {
    await db.sql(
      "insert into leads (id, organization_id, mentee_id, name, entered_at) values ($1, $2, $3, $4, '2026-02-01T12:00Z')",
      [id, agency.id, agency.menteeIds[i % 2], `lead ${i}`],
    );
  }
  return { agency, ids };
}

async function bulkOf(agency: ArrangedOrganization, selection: BulkSelection, role: Role = "owner") {
  const { total } = await countSelected.recompute(memberCaller(data, agency, role), { selection, timeZone });
  return { bulkId: newId(), selection, count: total, timeZone };
}

/** What each lead's own history tells, the newest last. */
const noted = ({ id }: ArrangedOrganization) =>
  db.sql<{ lead: string; action: string; meta: Record<string, unknown> }>(
    `select record_id as lead, action, meta - 'bulk' as meta from activity_log
     where organization_id = $1 and record_type = 'lead' and meta ? 'bulk' order by id`,
    [id],
  );

/** The leads of an agency as a member's list shows them. */
async function shown(
  agency: ArrangedOrganization,
  role: Role,
  ask: typeof listLeads | typeof listLeads.recompute,
) {
  const list = { filter: {}, sort: { by: "entered", direction: "desc" } as const, pageSize: 20, timeZone };
  const { rows } = await ask(memberCaller(data, agency, role), { ...list, cursorSecret: "x".repeat(16) });
  return rows;
}

/** What row-level security, asked afresh, lets a member see. */
const inSight = async (agency: ArrangedOrganization, role: Role) =>
  new Set((await shown(agency, role, listLeads.recompute)).map(({ id }) => id));

const words = ["VIP", "vip", "Fair"];
const anyStep = fc.record({
  verb: fc.constantFrom("tag", "tag", "untag"),
  word: fc.constantFrom(...words),
  chosen: fc.subarray([0, 1, 2, 3]),
  all: fc.boolean(),
});

test("whatever many leads are marked with, lists, counts and histories tell what plain sets say", async () => {
  const { agency, ids } = await arrange(4);
  const caller = memberCaller(data, agency, "owner");
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 8 }), async (steps) => {
      await db.sql("delete from tags where organization_id = $1", [agency.id]);
      await data.invalidations.sweep();
      const spelt = new Map<string, string>();
      const carried = ids.map(() => new Set<string>());
      const before = (await noted(agency)).length;
      const told: { lead: string | undefined; action: string; meta: { tag: string | undefined } }[] = [];
      for (const { verb, word, chosen, all } of steps) {
        const key = word.toLowerCase();
        const places = all ? [0, 1, 2, 3] : chosen;
        const selection = all ? { filter: {} } : { ids: chosen.map((i) => ids[i] ?? "") };
        const bulk = await bulkOf(agency, selection);
        const changing = places.filter((i) => carried[i]?.has(key) === (verb === "untag"));
        const outcome = { changed: changing.length, skipped: places.length - changing.length, barred: 0 };
        if (verb === "tag") {
          expect(await bulkTag(caller, { ...bulk, name: word })).toMatchObject(outcome);
          if (!spelt.has(key)) spelt.set(key, word);
          for (const i of changing) carried[i]?.add(key);
        } else {
          const tag = (await listTags(caller, {})).find(({ name }) => name === spelt.get(key));
          if (!tag) continue;
          expect(await bulkUntag(caller, { ...bulk, tagId: tag.id })).toMatchObject(outcome);
          for (const i of changing) carried[i]?.delete(key);
        }
        for (const i of changing) {
          const action = verb === "tag" ? "labels.tagLead" : "labels.untagLead";
          told.push({ lead: ids[i], action, meta: { tag: spelt.get(key) } });
        }
        const names = carried.map((of) => [...of].sort().map((each) => spelt.get(each)));
        const rows = await shown(agency, "owner", listLeads);
        expect(ids.map((id) => rows.find((row) => row.id === id)?.tags)).toEqual(names);
        const counts = await countTags(caller, { selection: { filter: {} }, timeZone });
        expect(Object.fromEntries(counts.map(({ name, leads }) => [name, leads]))).toEqual(
          Object.fromEntries(
            [...spelt]
              .map(([each, name]) => [name, carried.filter((of) => of.has(each)).length] as const)
              .filter(([, leads]) => leads > 0),
          ),
        );
      }
      expect(sorted((await noted(agency)).slice(before))).toEqual(sorted(told));
    }),
    { numRuns: 8 },
  );
});

/** What one change tells of its leads comes in no order that anybody could rely on. */
const sorted = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(entry)).sort();

const someOwner = fc.constantFrom(null, ...roles);
const anyAssignment = fc.record({ to: someOwner, by: fc.constantFrom("owner", "admin", "mentor") });

test("leads go to those who see them, as row-level security itself has it, and to nobody else", async () => {
  const { agency, ids } = await arrange(6);
  await fc.assert(
    fc.asyncProperty(
      fc.array(someOwner, { minLength: 6, maxLength: 6 }),
      fc.array(anyAssignment, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (owners, assignments, bothCohorts) => {
        await mentorsBoth(agency, bothCohorts);
        for (const [i, role] of owners.entries()) {
          await db.sql("update leads set owner_id = $2, row_version = 1 where id = $1", [
            ids[i],
            role && agency.users[role],
          ]);
        }
        await data.invalidations.sweep();
        for (const { to, by } of assignments) {
          const caller = memberCaller(data, agency, by as Role);
          const reached = await inSight(agency, by as Role);
          const sees = to === null ? new Set(ids) : await inSight(agency, to);
          const ownerId = to && agency.users[to];
          const before = await stored(agency);
          const selection: BulkSelection = { filter: {} };
          const result = await bulkAssign(caller, {
            ...(await bulkOf(agency, selection, by as Role)),
            ownerId,
          });

          const others = before.filter(({ id, owner }) => reached.has(id) && owner !== ownerId);
          const changing = others.filter(({ id }) => sees.has(id)).map(({ id }) => id);
          expect(result).toMatchObject({
            changed: changing.length,
            skipped: reached.size - others.length,
            barred: others.length - changing.length,
          });
          const expected = before.map((lead) =>
            changing.includes(lead.id) ? { ...lead, owner: ownerId, version: lead.version + 1 } : lead,
          );
          expect(await stored(agency)).toEqual(expected);
          // Seen at once by whoever had read it before.
          const all = { selection, timeZone };
          const counts = await countOwners(memberCaller(data, agency, "owner"), all);
          const tally = new Map<string | null, number>();
          for (const { owner } of expected) tally.set(owner, (tally.get(owner) ?? 0) + 1);
          expect(new Map(counts.map((count) => [count.ownerId, count.leads]))).toEqual(tally);
        }
      },
    ),
    { numRuns: 12 },
  );
  const entries = await noted(agency);
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries)
    expect(entry).toMatchObject({ action: "leads.edit", meta: { fields: ["ownerId"] } });
});

const stored = ({ id }: ArrangedOrganization) =>
  db.sql<{ id: string; owner: string | null; version: number }>(
    "select id, owner_id as owner, row_version as version from leads where organization_id = $1 order by id",
    [id],
  );

/** The mentor has the first cohort in any case. */
async function mentorsBoth({ id, cohortIds, users }: ArrangedOrganization, both: boolean) {
  await db.sql("delete from cohort_mentors where organization_id = $1 and cohort_id = $2", [
    id,
    cohortIds[1],
  ]);
  if (!both) return;
  await db.sql("insert into cohort_mentors (organization_id, cohort_id, user_id) values ($1, $2, $3)", [
    id,
    cohortIds[1],
    users.mentor,
  ]);
}

test("refused: strangers as owners, assignments by mentees, tags that are gone, a number that has changed", async () => {
  const { agency, ids } = await arrange(2);
  const { agency: other } = await arrange(1);
  const caller = memberCaller(data, agency, "owner");
  const bulk = await bulkOf(agency, { ids });
  await expect(bulkAssign(caller, { ...bulk, ownerId: other.users.owner })).rejects.toThrow(FieldError);
  const byMentee = await bulkOf(agency, { ids }, "mentee");
  const mentee = memberCaller(data, agency, "mentee");
  await expect(bulkAssign(mentee, { ...byMentee, ownerId: null })).rejects.toThrow(ForbiddenError);
  await expect(bulkUntag(caller, { ...bulk, tagId: newId() })).rejects.toThrow(FieldError);
  await expect(bulkTag(caller, { ...bulk, count: 3, name: "None" })).rejects.toThrow(ConflictError);
  // What was refused has left nothing, not even the word.
  expect(await listTags(caller, {})).toEqual([]);
  // Of a mentee's own two, one is out of sight.
  expect(await bulkTag(mentee, { ...byMentee, name: "Mine" })).toMatchObject({ changed: 1 });
  expect((await getLead(caller, { leadId: ids[1] ?? "", timeZone }))?.tags).toEqual([]);
});

test("what is sent twice is done once, also at the same time, and makes one tag", async () => {
  const { agency, ids } = await arrange(3);
  const caller = memberCaller(data, agency, "owner");
  const bulk = await bulkOf(agency, { ids });
  const results = await Promise.all(["New", "NEW", "new"].map((name) => bulkTag(caller, { ...bulk, name })));
  for (const result of results) expect(result).toMatchObject({ changed: 3, skipped: 0 });
  expect(await listTags(caller, {})).toHaveLength(1);
  expect(await noted(agency)).toHaveLength(3);
  const assign = { ...(await bulkOf(agency, { ids })), ownerId: agency.users.admin };
  await Promise.all([1, 2, 3].map(() => bulkAssign(caller, assign)));
  expect((await stored(agency)).map(({ version }) => version)).toEqual([2, 2, 2]);
});

test("changes of the same leads and tags wait for each other, and none fails", async () => {
  const { agency, ids } = await arrange(40);
  const caller = memberCaller(data, agency, "owner");
  for (let round = 0; round < 3; round++) {
    const bulk = (turned: boolean) => bulkOf(agency, { ids: turned ? ids.toReversed() : ids });
    await tagLead(caller, { leadId: ids[0] ?? "", name: `old ${round}` });
    const [tagId = "", into] = (await listTags(caller, {})).map(({ id }) => id);
    await Promise.all([
      bulkTag(caller, { ...(await bulk(false)), name: `round ${round}` }),
      bulkTag(caller, { ...(await bulk(true)), name: `Round ${round}` }),
      ...[39, 20, 0].map((i) => tagLead(caller, { leadId: ids[i] ?? "", name: `ROUND ${round}` })),
      bulkUntag(caller, { ...(await bulk(false)), tagId }).catch(gone),
      ...(into ? [mergeTags(caller, { tagId, into })] : []),
      bulkMove(caller, { ...(await bulk(true)), to: round % 2 === 0 ? "proposal" : "new" }),
      bulkAssign(caller, { ...(await bulk(false)), ownerId: agency.users.owner }),
    ]);
    const [carrying] = await db.sql<{ leads: number }>(
      `select count(*)::int as leads from lead_tags where organization_id = $1
       and tag_id in (select id from tags where lower(name) = $2)`,
      [agency.id, `round ${round}`],
    );
    expect(carrying).toEqual({ leads: 40 });
  }
});

/** A tag that another change has taken away meanwhile. */
function gone(error: unknown) {
  if (!(error instanceof FieldError)) throw error;
}
