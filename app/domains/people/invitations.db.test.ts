import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CacheStore } from "#app/cache/index.ts";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { openTestStore } from "#dev/test/store.ts";
import type { Role } from "#schema";
import {
  acceptInvitation,
  type InviteInput,
  invite,
  renewInvitation,
  revokeInvitation,
} from "./commands.server.ts";
import { listFreeBusinesses, listInvitations, listMembers, readInvitation } from "./queries.server.ts";

let db: TestDatabase;
let store: CacheStore;
/** Two processes on one database and one cache. */
let here: DataLayer;
let there: DataLayer;
let agency: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  store = await openTestStore();
  const shared = { store, namespace: newId(), sweepSeconds: 0 };
  here = await openDataLayer({ database: db.database, ...shared });
  there = await openDataLayer({ database: await db.openAgain(), ...shared });
  agency = await arrangeOrganization(db.sql, "agency", "Pacific/Auckland");
});
afterAll(async () => {
  await here?.invalidations.idle();
  await there?.invalidations.idle();
  await store?.close();
  await db?.close();
});

const as = (role: Role, layer = here) => memberCaller(layer, agency, role);

async function somebody(): Promise<{ userId: string; email: string }> {
  const userId = newId();
  const email = `${userId}@example.com`;
  await db.sql("insert into users (id, name, email) values ($1, 'Ana', $2)", [userId, email]);
  return { userId, email };
}

const inAWeek = () => new Date(Date.now() + 7 * 24 * 3_600_000);

async function inviteAs(role: Role, input: Partial<InviteInput> & { email: string }) {
  const invitationId = newId();
  const made = {
    invitationId,
    role: "mentor" as const,
    menteeId: null,
    tokenHash: `hash of ${invitationId}`,
    expiresAt: inAWeek(),
    mail: false,
    ...input,
  };
  await invite(as(role), made);
  return made;
}

const accept = (userId: string, tokenHash: string, layer = here) =>
  acceptInvitation(callerFor(layer, { kind: "account", userId }), { organizationId: agency.id, tokenHash });

const received = (tokenHash: string, layer = there) =>
  readInvitation(callerFor(layer, { kind: "system", organizationId: agency.id }), { tokenHash });

const place = { pageSize: 50, cursorSecret: "a secret that signs the cursors of tests" };
const membersSeen = async (layer = there) =>
  (await listMembers(as("owner", layer), { ...place, timeZone: agency.timeZone })).rows;
const openSeen = async () => (await listInvitations(as("admin", there), place)).rows;

const expired = (invitationId: string) =>
  db.sql("update invitations set expires_at = now() - interval '1 second' where id = $1", [invitationId]);

describe("an invitation", () => {
  test("is listed where people are, and makes who takes it up a member with its role, once", async () => {
    const ana = await somebody();
    const { tokenHash, invitationId } = await inviteAs("admin", { email: ana.email });
    expect(await openSeen()).toContainEqual(
      expect.objectContaining({ id: invitationId, email: ana.email, role: "mentor" }),
    );
    expect(await received(tokenHash)).toMatchObject({ status: "pending", organization: { slug: "agency" } });
    await membersSeen();

    await accept(ana.userId, tokenHash);
    expect(await membersSeen()).toContainEqual(
      expect.objectContaining({ userId: ana.userId, role: "mentor" }),
    );
    expect((await openSeen()).map(({ id }) => id)).not.toContain(invitationId);
    expect(await received(tokenHash)).toMatchObject({ status: "accepted" });
    await expect(accept(ana.userId, tokenHash)).rejects.toThrow(ConflictError);
  });

  test("taken up twice at once makes one member", async () => {
    const ana = await somebody();
    const { tokenHash } = await inviteAs("owner", { email: ana.email });
    const both = await Promise.allSettled([
      accept(ana.userId, tokenHash),
      accept(ana.userId, tokenHash, there),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await membersSeen()).filter(({ userId }) => userId === ana.userId)).toHaveLength(1);
  });

  test("is one e-mail address's alone", async () => {
    const [ana, other] = [await somebody(), await somebody()];
    const { tokenHash } = await inviteAs("owner", { email: ana.email });
    await expect(accept(other.userId, tokenHash)).rejects.toThrow(ForbiddenError);
    expect(await received(tokenHash)).toMatchObject({ status: "pending" });
  });

  test("is worth nothing once its time is over, until it is renewed, and then by the new link alone", async () => {
    const ana = await somebody();
    const { tokenHash, invitationId } = await inviteAs("owner", { email: ana.email });
    await expired(invitationId);
    await expect(accept(ana.userId, tokenHash)).rejects.toThrow(ConflictError);
    await renewInvitation(as("admin"), {
      invitationId,
      tokenHash: "a newer hash",
      expiresAt: inAWeek(),
      mail: false,
    });
    expect(await received(tokenHash)).toBeUndefined();
    await expect(accept(ana.userId, tokenHash)).rejects.toThrow(ConflictError);
    await accept(ana.userId, "a newer hash");
  });

  test("that is taken back is worth nothing, and can be made anew", async () => {
    const ana = await somebody();
    const { tokenHash, invitationId } = await inviteAs("owner", { email: ana.email });
    await received(tokenHash);
    await revokeInvitation(as("admin"), { invitationId });
    expect(await received(tokenHash)).toMatchObject({ status: "revoked" });
    await expect(accept(ana.userId, tokenHash)).rejects.toThrow(ConflictError);
    await expect(revokeInvitation(as("admin"), { invitationId })).rejects.toThrow(NotFoundError);
    await inviteAs("admin", { email: ana.email });
  });

  test("is the only open one of its address; one whose time is over makes room", async () => {
    const ana = await somebody();
    const { invitationId } = await inviteAs("owner", { email: ana.email });
    await expect(inviteAs("owner", { email: ana.email })).rejects.toThrow(
      new FieldError("email", "alreadyInvited"),
    );
    await expired(invitationId);
    const again = await inviteAs("owner", { email: ana.email });
    expect((await openSeen()).filter(({ email }) => email === ana.email).map(({ id }) => id)).toEqual([
      again.invitationId,
    ]);
    const twice = await somebody();
    const both = await Promise.allSettled([
      inviteAs("owner", { email: twice.email }),
      inviteAs("admin", { email: twice.email }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is not sent to a member", async () => {
    await expect(inviteAs("owner", { email: "mentor@agency.example" })).rejects.toThrow(
      new FieldError("email", "alreadyMember"),
    );
  });

  test("of an owner is an owner's to send, to renew and to take back", async () => {
    const ana = await somebody();
    await expect(inviteAs("admin", { email: ana.email, role: "owner" })).rejects.toThrow(ForbiddenError);
    const { invitationId, tokenHash } = await inviteAs("owner", { email: ana.email, role: "owner" });
    const link = { invitationId, tokenHash, expiresAt: inAWeek(), mail: false };
    await expect(renewInvitation(as("admin"), link)).rejects.toThrow(ForbiddenError);
    await expect(revokeInvitation(as("admin"), { invitationId })).rejects.toThrow(ForbiddenError);
    await expect(inviteAs("mentor", { email: ana.email })).rejects.toThrow(ForbiddenError);
  });

  test("of another organization cannot be reached", async () => {
    const other = await arrangeOrganization(db.sql, `other-${newId()}`);
    const { invitationId } = other;
    await expect(revokeInvitation(as("owner"), { invitationId })).rejects.toThrow(NotFoundError);
    expect((await openSeen()).map(({ id }) => id)).not.toContain(invitationId);
    const { userId } = await somebody();
    await expect(accept(userId, `hash of ${invitationId}`)).rejects.toThrow(ConflictError);
  });

  test("is written down, without the address", async () => {
    const ana = await somebody();
    const { invitationId, tokenHash } = await inviteAs("admin", { email: ana.email });
    await accept(ana.userId, tokenHash);
    const entries = await db.sql(
      "select action, actor_id, meta from activity_log where record_id = $1 order by id",
      [invitationId],
    );
    expect(entries).toEqual([
      { action: "people.invite", actor_id: agency.users.admin, meta: { role: "mentor" } },
      { action: "people.join", actor_id: ana.userId, meta: { role: "mentor" } },
    ]);
  });
});

describe("an invitation of a mentee", () => {
  const freeSeen = async () => (await listFreeBusinesses(as("owner", there), {})).map(({ id }) => id);

  test("may name the business that they sign in for, if nobody does yet", async () => {
    const [taken, free] = agency.menteeIds;
    const [ana, late] = [await somebody(), await somebody()];
    const forBusiness = (email: string, menteeId: string) =>
      inviteAs("owner", { email, role: "mentee", menteeId });
    await expect(forBusiness(ana.email, taken)).rejects.toThrow(new FieldError("menteeId", "businessTaken"));
    expect(await freeSeen()).toEqual([free]);
    const [one, other] = [await forBusiness(ana.email, free), await forBusiness(late.email, free)];
    await accept(ana.userId, one.tokenHash);
    expect(await freeSeen()).toEqual([]);
    expect(await membersSeen()).toContainEqual(
      expect.objectContaining({ userId: ana.userId, business: "Business in Cohort 2 of agency" }),
    );
    await expect(accept(late.userId, other.tokenHash)).rejects.toThrow(ConflictError);
    expect(await received(other.tokenHash)).toMatchObject({ status: "pending" });
  });
});

test("the list of members is read page by page, the newest first, with what each is responsible for", async () => {
  const other = await arrangeOrganization(db.sql, `list-${newId()}`);
  const scope = {
    kind: "organization",
    organizationId: other.id,
    userId: other.users.owner,
    role: "owner",
  } as const;
  const args = { ...place, pageSize: 3, timeZone: other.timeZone };
  const first = await listMembers(callerFor(here, scope), args);
  const second = await listMembers(callerFor(here, scope), { ...args, after: first.next ?? "" });
  const all = [...first.rows, ...second.rows];
  expect([first.rows.length, second.rows.length, first.previous, second.next]).toEqual([3, 1, null, null]);
  expect(all.map(({ role }) => role)).toEqual(["mentee", "mentor", "admin", "owner"]);
  expect(all.map(({ cohorts, business }) => business ?? cohorts)).toEqual([
    `Business in Cohort 1 of ${other.slug}`,
    [`Cohort 1 of ${other.slug}`],
    [],
    [],
  ]);
});
