import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { readSession } from "#app/domains/accounts/queries.server.ts";
import { beginSession } from "#app/domains/accounts/testing/browser.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { getCohort } from "#app/domains/cohorts/queries.server.ts";
import { ConflictError, FieldError, ForbiddenError } from "#app/domains/errors.ts";
import { getTimeline } from "#app/domains/leads/queries.server.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { changeRole, leaveOrganization, removeMember, transferOwnership } from "./commands.server.ts";
import { LastOwnerError } from "./last-owner-error.ts";
import { countWork, getMember, listFreeBusinesses } from "./queries.server.ts";

let opened: TwoProcesses;
let db: TestDatabase;
let here: DataLayer;
let there: DataLayer;
let count = 0;

beforeAll(async () => {
  opened = await openTwoProcesses();
  ({ db, here, there } = opened);
});
afterAll(() => opened?.close());

const roles = ["owner", "admin", "mentor", "mentee"] as const;

interface Agency extends ArrangedOrganization {
  /** A second one. */
  otherOwner: string;
}

/** With two owners, so that either may go. */
async function arrange(): Promise<Agency> {
  const agency = await arrangeOrganization(db.sql, `members${count++}`);
  const otherOwner = newId();
  await db.sql("insert into users (id, name, email) values ($1, 'Other owner', $2)", [
    otherOwner,
    `${otherOwner}@example.com`,
  ]);
  await db.sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $3, 'owner')", [
    newId(),
    agency.id,
    otherOwner,
  ]);
  return { ...agency, otherOwner };
}

const as = (agency: ArrangedOrganization, role: Role, layer = here) => memberCaller(layer, agency, role);

const membersOf = ({ id }: ArrangedOrganization) =>
  db.sql<{ user_id: string; role: Role }>(
    "select user_id, role from members where organization_id = $1 order by user_id",
    [id],
  );

const roleOf = async (agency: ArrangedOrganization, userId: string) =>
  (await membersOf(agency)).find((member) => member.user_id === userId)?.role;

/** What somebody belongs to, as the other process tells their next request. */
async function organizationsOf(userId: string, token: string): Promise<string[]> {
  const session = await readSession(callerFor(there, { kind: "system" }), { token, userId });
  return session?.memberships.map(({ organization, role }) => `${role} of ${organization.slug}`) ?? [];
}

describe.each(roles)("an actor with the role %s", (actor) => {
  test("gives, takes and ends exactly the roles that are theirs to give, and nothing else happens", async () => {
    const agency = await arrange();
    for (const target of roles) {
      const userId = target === "owner" ? agency.otherOwner : agency.users[target];
      const manages = actor === "owner" || actor === "admin";
      const ends: [string, boolean, () => Promise<unknown>][] = [
        ["remove", target !== "owner", () => removeMember(as(agency, actor), { userId })],
        ...roles.map((role): (typeof ends)[number] => [
          role,
          target !== "owner" && role !== "owner",
          () => changeRole(as(agency, actor), { userId, role }),
        ]),
      ];
      for (const [what, adminMay, act] of ends) {
        const before = await membersOf(agency);
        const done = await act().then(
          () => true,
          (error: unknown) => {
            expect(error).toBeInstanceOf(ForbiddenError);
            return false;
          },
        );
        expect([target, what, done]).toEqual([target, what, actor === "owner" || (manages && adminMay)]);
        if (!done) expect(await membersOf(agency)).toEqual(before);
        else expect(await roleOf(agency, userId)).toBe(what === "remove" ? undefined : what);
        await db.sql("delete from members where organization_id = $1 and user_id = $2 and role <> 'owner'", [
          agency.id,
          userId,
        ]);
        await db.sql(
          `insert into members (id, organization_id, user_id, role) values ($1, $2, $3, $4)
           on conflict (organization_id, user_id) do update set role = excluded.role`,
          [newId(), agency.id, userId, target],
        );
      }
    }
  });
});

describe("the last owner", () => {
  test("stays, whichever way they would go", async () => {
    const agency = await arrange();
    const owner = as(agency, "owner");
    await removeMember(owner, { userId: agency.otherOwner });
    const before = await membersOf(agency);
    const userId = agency.users.owner;
    await expect(removeMember(owner, { userId })).rejects.toThrow(LastOwnerError);
    await expect(changeRole(owner, { userId, role: "admin" })).rejects.toThrow(LastOwnerError);
    await expect(leaveOrganization(owner)).rejects.toThrow(LastOwnerError);
    for (const statement of [
      "delete from members where user_id = $1",
      "update members set role = 'admin' where user_id = $1",
      "delete from users where id = $1",
    ]) {
      await expect(db.sql(statement, [userId]), statement).rejects.toThrow("An organization needs an owner.");
    }
    expect(await membersOf(agency)).toEqual(before);
    await db.sql("delete from organizations where id = $1", [agency.id]);
    expect(await membersOf(agency)).toEqual([]);
  });

  test("is one of two who leave at once, from two processes", async () => {
    for (let times = 0; times < 5; times++) {
      const agency = await arrange();
      const both = await Promise.allSettled([
        leaveOrganization(as(agency, "owner")),
        leaveOrganization(callerFor(there, { ...as(agency, "owner").scope, userId: agency.otherOwner })),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await membersOf(agency)).filter(({ role }) => role === "owner")).toHaveLength(1);
    }
  });
});

test("who is removed or leaves is out everywhere at once; a mentor's cohorts and tasks are nobody's, their deeds keep the name", async () => {
  const agency = await arrange();
  const { mentor } = agency.users;
  const [cohortId, leadId] = [agency.cohortIds[0], agency.leadIds[0]];
  const token = await beginSession(db.sql, mentor);
  await db.sql("update tasks set assignee_id = $1 where lead_id = $2", [mentor, leadId]);
  await db.sql("update interactions set user_id = $1 where lead_id = $2", [mentor, leadId]);
  const { timeZone } = agency;
  const timeline = () =>
    getTimeline(as(agency, "owner", there), {
      ...{ leadId, timeZone, pageSize: 50 },
      cursorSecret: "a secret that signs the cursors of tests",
    });
  const before = await timeline();
  const mentors = async () => (await getCohort(as(agency, "owner", there), { cohortId }))?.mentors ?? [];
  expect([await organizationsOf(mentor, token), await mentors()]).toMatchObject([
    [`mentor of ${agency.slug}`],
    [{ userId: mentor }],
  ]);

  await removeMember(as(agency, "admin"), { userId: mentor });
  expect([await organizationsOf(mentor, token), await mentors()]).toEqual([[], []]);
  expect(await getMember(as(agency, "owner", there), { userId: mentor, timeZone })).toBeNull();
  const [task] = await db.sql("select assignee_id, done_at from tasks where lead_id = $1", [leadId]);
  expect(task).toEqual({ assignee_id: null, done_at: null });
  expect((await timeline()).events).toEqual(before.events);

  await leaveOrganization(as(agency, "mentee"));
  expect(await roleOf(agency, agency.users.mentee)).toBeUndefined();
  expect((await listFreeBusinesses(as(agency, "owner", there), {})).map(({ id }) => id)).toContain(
    agency.menteeIds[0],
  );
  const entries = await db.sql(
    "select action, actor_id, record_id, meta from activity_log where organization_id = $1 and record_type = 'member' order by id",
    [agency.id],
  );
  const { admin, mentee } = agency.users;
  expect(entries).toEqual([
    {
      action: "people.remove",
      actor_id: admin,
      record_id: mentor,
      meta: { role: "mentor", leads: 0, tasks: 1 },
    },
    { action: "people.leave", actor_id: mentee, record_id: mentee, meta: { role: "mentee" } },
  ]);
});

test("what a member worked goes over to whoever takes it, as far as that one sees it; the rest is nobody's", async () => {
  for (const heir of ["otherOwner", "mentor", "mentee", null] as const) {
    const agency = await arrange();
    const { id, leadIds, menteeIds, users } = agency;
    const heirId = heir && { ...users, otherOwner: agency.otherOwner }[heir];
    const leaves = users.owner;
    const [open, binned] = [newId(), newId()];
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, entered_at, deleted_at)
       values ($1, $3, $4, 'Open', now(), null), ($2, $3, $4, 'Binned', now(), now())`,
      [open, binned, id, menteeIds[0]],
    );
    await db.sql("update leads set owner_id = $1 where organization_id = $2 and id <> $3", [
      leaves,
      id,
      open,
    ]);
    await db.sql("update leads set owner_id = $1 where id = $2", [users.admin, open]);
    await db.sql("update tasks set assignee_id = $1 where organization_id = $2", [leaves, id]);
    await db.sql(
      `insert into tasks (id, organization_id, lead_id, title, due_on, assignee_id) values ($1, $2, $3, 'Call', '2026-01-05', $4)`,
      [newId(), id, binned, leaves],
    );
    const work = () => countWork(as(agency, "admin", there), { userId: leaves });
    expect(await work()).toEqual({ leads: 2, tasks: 2 });

    const remove = (to: string | null) =>
      removeMember(callerFor(here, { kind: "system", organizationId: id }), { userId: leaves, heirId: to });
    for (const wrong of [leaves, newId()])
      await expect(remove(wrong)).rejects.toThrow(new FieldError("heirId", "leadOwner"));
    expect(await work()).toEqual({ leads: 2, tasks: 2 });
    await remove(heirId);

    // The mentor and the mentee see what is the first mentee's.
    const sees = (lead: number) => heir === "otherOwner" || (heir !== null && lead === 0);
    const owners = await db.sql<{ id: string; owner_id: string | null }>(
      "select id, owner_id from leads where organization_id = $1",
      [id],
    );
    expect(Object.fromEntries(owners.map((lead) => [lead.id, lead.owner_id]))).toEqual({
      [leadIds[0]]: sees(0) ? heirId : null,
      [leadIds[1]]: sees(1) ? heirId : null,
      [binned]: sees(0) ? heirId : null,
      [open]: users.admin,
    });
    const todo = await db.sql<{ lead_id: string; assignee_id: string | null }>(
      "select lead_id, assignee_id from tasks where organization_id = $1",
      [id],
    );
    expect(Object.fromEntries(todo.map((task) => [task.lead_id, task.assignee_id]))).toEqual(
      Object.fromEntries([...leadIds, binned].map((leadId, n) => [leadId, sees(n % 2) ? heirId : null])),
    );
    const [entry] = await db.sql(
      "select meta from activity_log where action = 'people.remove' and organization_id = $1",
      [id],
    );
    expect(entry).toEqual({ meta: { role: "owner", leads: 2, tasks: 2, ...(heirId && { heirId }) } });
    expect(await work()).toEqual({ leads: 0, tasks: 0 });
  }
});

test("with a role goes what it was responsible for; a mentee may be given a business that is free", async () => {
  const agency = await arrange();
  const { mentor, mentee } = agency.users;
  const [taken, free] = agency.menteeIds;
  const owner = as(agency, "owner");
  const seen = (userId: string) =>
    getMember(as(agency, "admin", there), { userId, timeZone: agency.timeZone });
  expect(await seen(mentor)).toMatchObject({ role: "mentor", cohorts: [{ id: agency.cohortIds[0] }] });
  await expect(changeRole(owner, { userId: mentor, role: "mentee", menteeId: taken })).rejects.toThrow(
    new FieldError("menteeId", "businessTaken"),
  );
  await expect(changeRole(owner, { userId: mentor, role: "admin", menteeId: free })).rejects.toThrow(
    new FieldError("menteeId", "choice"),
  );
  await changeRole(owner, { userId: mentor, role: "mentee", menteeId: free });
  expect(await seen(mentor)).toMatchObject({ role: "mentee", cohorts: [], business: { id: free } });
  // Another business with the same role; asked for twice, it is told once.
  await db.sql("update mentees set user_id = null where id = $1", [taken]);
  for (const before of [expect.objectContaining({ role: "mentee" }), null])
    expect(await changeRole(owner, { userId: mentor, role: "mentee", menteeId: taken })).toEqual(before);
  expect(await seen(mentor)).toMatchObject({ role: "mentee", business: { id: taken } });
  expect((await listFreeBusinesses(as(agency, "admin", there), {})).map(({ id }) => id)).toEqual([free]);
  await changeRole(owner, { userId: mentor, role: "mentor" });
  expect(await seen(mentor)).toMatchObject({ role: "mentor", cohorts: [], business: null });
  // Done already; and what somebody saw is not what is there.
  expect(await changeRole(owner, { userId: mentee, role: "mentee", seen: "admin" })).toBeNull();
  await expect(changeRole(owner, { userId: mentee, role: "mentor", seen: "admin" })).rejects.toThrow(
    ConflictError,
  );
});

test("ownership goes from one to another, by owners alone, and once", async () => {
  const agency = await arrange();
  const { owner, admin } = agency.users;
  await expect(transferOwnership(as(agency, "admin"), { userId: admin })).rejects.toThrow(ForbiddenError);
  await expect(transferOwnership(as(agency, "owner"), { userId: agency.otherOwner })).rejects.toThrow(
    ConflictError,
  );
  await transferOwnership(as(agency, "owner"), { userId: admin });
  expect([await roleOf(agency, owner), await roleOf(agency, admin)]).toEqual(["admin", "owner"]);
  // From a page that is still open somewhere.
  await expect(transferOwnership(as(agency, "owner"), { userId: agency.users.mentor })).rejects.toThrow(
    ForbiddenError,
  );
});
