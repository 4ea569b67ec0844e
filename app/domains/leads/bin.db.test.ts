import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller, DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { deleteLead, logInteraction, moveLead, restoreLead } from "./commands.server.ts";
import { countLeads, getBinnedLead, getLead, getTimeline, listBin } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let count = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const paging = { timeZone, pageSize: 1, cursorSecret: "a secret of sixteen or more" };

type As = (role: Role) => Caller<OrganizationScope>;

async function arrange(): Promise<[ArrangedOrganization, As]> {
  const agency = await arrangeOrganization(db.sql, `agency${count++}`);
  const as: As = (role) => memberCaller(data, agency, role);
  return [agency, as];
}

test("a lead in the bin is on no list and in no count, at once, until it is restored as it was", async () => {
  const [{ leadIds }, as] = await arrange();
  const leadId = leadIds[0];
  const counted = () => countLeads(as("owner"), { filter: {}, timeZone });
  const before = await getLead(as("owner"), { leadId, timeZone });
  expect(await counted()).toBe(2);
  expect((await listBin(as("owner"), paging)).rows).toEqual([]);
  expect(await deleteLead(as("mentor"), { leadId, rowVersion: 1 })).toBe(true);
  expect(await counted()).toBe(1);
  expect(await getLead(as("owner"), { leadId, timeZone })).toBeNull();
  expect((await listBin(as("owner"), paging)).rows).toMatchObject([{ id: leadId, name: before?.name }]);
  // Nothing is done to it in there.
  const log = { leadId, facts: { kind: "call" as const, body: "Hello" }, timeZone };
  await expect(logInteraction(as("owner"), log)).rejects.toThrow(NotFoundError);

  expect(await restoreLead(as("owner"), { leadId })).toBe(true);
  expect(await getLead(as("owner"), { leadId, timeZone })).toEqual({ ...before, rowVersion: 3 });
  expect(await getBinnedLead(as("owner"), { leadId, timeZone })).toBeNull();
  expect(await counted()).toBe(2);
  const { events } = await getTimeline(as("owner"), { ...paging, leadId, pageSize: 2 });
  expect(events).toMatchObject([{ action: "leads.restore" }, { action: "leads.delete" }]);
});

test("deleting and restoring twice do it once; of a version that is gone it is a conflict", async () => {
  const [{ leadIds }, as] = await arrange();
  const leadId = leadIds[0];
  await moveLead(as("owner"), { leadId, rowVersion: 1, to: "qualified", timeZone });
  await expect(deleteLead(as("owner"), { leadId, rowVersion: 1 })).rejects.toThrow(ConflictError);
  const twice = await Promise.all([1, 2].map(() => deleteLead(as("owner"), { leadId, rowVersion: 2 })));
  expect(twice.toSorted()).toEqual([false, true]);
  const back = await Promise.all([1, 2].map(() => restoreLead(as("owner"), { leadId })));
  expect(back.toSorted()).toEqual([false, true]);
});

test("the bin is read page by page, the latest first, and shows each their own", async () => {
  const [{ leadIds }, as] = await arrange();
  for (const leadId of leadIds) await deleteLead(as("owner"), { leadId, rowVersion: 1 });
  const first = await listBin(as("admin"), paging);
  expect(first.rows.map(({ id }) => id)).toEqual([leadIds[1]]);
  const second = await listBin(as("admin"), { ...paging, after: first.next ?? "" });
  expect(second.rows.map(({ id }) => id)).toEqual([leadIds[0]]);
  for (const role of ["mentor", "mentee"] as const) {
    expect((await listBin(as(role), { ...paging, pageSize: 50 })).rows.map(({ id }) => id)).toEqual([
      leadIds[0],
    ]);
    expect(await getBinnedLead(as(role), { leadId: leadIds[1], timeZone })).toBeNull();
    await expect(restoreLead(as(role), { leadId: leadIds[1] })).rejects.toThrow(NotFoundError);
  }
});

test("what is somebody else's is not deleted, and what was merged is not restored", async () => {
  const [{ leadIds }, as] = await arrange();
  const [, stranger] = await arrange();
  await expect(deleteLead(as("mentor"), { leadId: leadIds[1], rowVersion: 1 })).rejects.toThrow(
    NotFoundError,
  );
  await expect(deleteLead(stranger("owner"), { leadId: leadIds[0], rowVersion: 1 })).rejects.toThrow(
    NotFoundError,
  );
  await db.sql("update leads set deleted_at = now(), merged_into_id = $2 where id = $1", [
    leadIds[1],
    leadIds[0],
  ]);
  await expect(restoreLead(as("owner"), { leadId: leadIds[1] })).rejects.toThrow(NotFoundError);
});
