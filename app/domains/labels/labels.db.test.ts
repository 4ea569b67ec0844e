import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { whileHeld } from "#dev/test/while-held.ts";
import type { Role } from "#schema";
import { getLead, getTimeline, listLeads } from "../leads/queries.server.ts";
import { deleteTag, mergeTags, renameTag, tagLead, untagLead } from "./commands.server.ts";
import { getTag, listTags } from "./queries.server.ts";
import { findOrMakeTag } from "./write-tag.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let other: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  other = await arrangeOrganization(db.sql, "other");
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const cursorSecret = "a secret of sixteen or more";
const as = (role: Role, of = agency) => memberCaller(data, of, role);

const all = async () => (await listTags(as("owner"), {})).map(({ name }) => name);
const idOf = async (name: string) =>
  (await listTags(as("owner"), {})).find((tag) => tag.name === name)?.id ?? "";

/** The tags of each lead, as its page has them; the list has to agree. */
async function tagsOfLeads(): Promise<string[][]> {
  const sort = { by: "entered", direction: "desc" } as const;
  const { rows } = await listLeads(as("owner"), { filter: {}, sort, pageSize: 9, timeZone, cursorSecret });
  const pages = await Promise.all(agency.leadIds.map((leadId) => getLead(as("owner"), { leadId, timeZone })));
  const names = pages.map((lead) => lead?.tags.map(({ name }) => name) ?? []);
  expect(agency.leadIds.map((id) => rows.find((row) => row.id === id)?.tags)).toEqual(names);
  return names;
}

const words = ["VIP", "vip", "Fair", "FAIR", "Later"];
const step = fc.record({
  verb: fc.constantFrom("tag", "tag", "untag", "rename", "merge", "delete"),
  lead: fc.constantFrom(0, 1),
  word: fc.constantFrom(...words),
  to: fc.constantFrom(...words),
});

test("whatever is done to tags, lists and pages show what plain sets say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      await db.sql("delete from tags where organization_id = $1", [agency.id]);
      await data.invalidations.sweep();
      const names = new Map<string, string>();
      const carried = [new Set<string>(), new Set<string>()] as const;
      for (const { verb, lead, word, to } of steps) {
        const [key, target] = [word.toLowerCase(), to.toLowerCase()];
        const tagId = await idOf(names.get(key) ?? "");
        const leadId = agency.leadIds[lead] ?? "";
        if (verb === "tag") {
          await tagLead(as("owner"), { leadId, name: word });
          if (!names.has(key)) names.set(key, word);
          carried[lead]?.add(key);
        } else if (tagId === "") {
          continue;
        } else if (verb === "untag") {
          await untagLead(as("owner"), { leadId, tagId });
          carried[lead]?.delete(key);
        } else if (verb === "delete") {
          await deleteTag(as("owner"), { tagId });
          names.delete(key);
          for (const of of carried) of.delete(key);
        } else if (verb === "rename") {
          const version = (await getTag(as("owner"), { tagId }))?.version ?? "";
          const renamed = renameTag(as("owner"), { tagId, name: to, version });
          if (target !== key && names.has(target)) {
            await expect(renamed).rejects.toThrow(FieldError);
          } else {
            await renamed;
            names.delete(key);
            names.set(target, to);
            for (const of of carried) if (of.delete(key)) of.add(target);
          }
        } else if (names.has(target) && target !== key) {
          await mergeTags(as("owner"), { tagId, into: await idOf(names.get(target) ?? "") });
          names.delete(key);
          for (const of of carried) if (of.delete(key)) of.add(target);
        }
        const shown = (keys: Iterable<string>) => [...keys].sort().map((each) => names.get(each));
        expect(await all()).toEqual(shown(names.keys()));
        expect(await tagsOfLeads()).toEqual(carried.map((of) => shown(of)));
      }
    }),
    { numRuns: 6 },
  );
});

test("marking twice is told once, and who did it", async () => {
  const leadId = agency.leadIds[0];
  await Promise.all([1, 2].map(() => tagLead(as("mentor"), { leadId, name: "Twice" })));
  await untagLead(as("mentee"), { leadId, tagId: await idOf("Twice") });
  const page = { leadId, timeZone, pageSize: 50, cursorSecret };
  const { events } = await getTimeline(as("owner"), page);
  const told = events.filter((event) => event.kind === "noted" && event.meta.tag === "Twice");
  expect(told).toMatchObject([
    { action: "labels.untagLead", by: "mentee of agency" },
    { action: "labels.tagLead", by: "mentor of agency" },
  ]);
});

test("a lead out of reach is not marked, a foreign tag neither renamed nor merged", async () => {
  await expect(tagLead(as("mentor"), { leadId: agency.leadIds[1], name: "No" })).rejects.toThrow(
    NotFoundError,
  );
  const [tagId] = other.tagIds;
  await expect(renameTag(as("owner"), { tagId, name: "No", version: "" })).rejects.toThrow(NotFoundError);
  await tagLead(as("owner"), { leadId: agency.leadIds[0], name: "Mine" });
  const into = await idOf("Mine");
  await expect(mergeTags(as("owner"), { tagId, into })).rejects.toThrow(NotFoundError);
  expect(await deleteTag(as("owner"), { tagId })).toBe(false);
  expect(await getTag(as("owner", other), { tagId })).toMatchObject({ id: tagId });
  await expect(renameTag(as("owner"), { tagId: into, name: "Old", version: "older" })).rejects.toThrow(
    ConflictError,
  );
});

// Of three that hold one and wait for another each, the first waits for the last. The embedded database has one connection.
if (inject("testStack").kind !== "pglite")
  test("whoever waits for a tag that somebody is making keeps nobody from the lead", async () => {
    const [leadId] = agency.leadIds;
    const look = () => db.sql("select 1 from leads where id = $1 for update skip locked", [leadId]);
    const { waited, seen } = await whileHeld(db, data.database, {
      scope: as("owner").scope,
      hold: (tx) => findOrMakeTag(tx, agency.id, "Made elsewhere"),
      command: () => tagLead(as("owner"), { leadId, name: "Made elsewhere" }),
      look,
    });
    expect([waited, seen?.length]).toEqual([true, 1]);
  });
