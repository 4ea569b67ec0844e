import { newId } from "#app/db/new-id.ts";
import type { AccountScope, OrganizationScope, SystemScope } from "#app/db/scope.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { Oracle } from "#dev/test/database.ts";
import type { Role } from "#schema";
import { beginSession } from "../accounts/testing/browser.ts";
import type { DataLayer } from "../caller.ts";
import { can } from "../people/permissions.ts";
import type { Draw } from "./draw.ts";

/** Two agencies side by side with people of every role, one of them in both, and one who belongs nowhere yet. */
export interface World {
  readonly data: DataLayer;
  readonly agencies: readonly Agency[];
  readonly people: readonly Person[];
  /** Among the people, and a member of neither agency. */
  readonly newcomer: Person;
  /** Those that commands start are added. */
  readonly sessions: Session[];
}

export interface Agency extends Omit<ArrangedOrganization, "leadIds"> {
  readonly members: readonly OrganizationScope[];
  /** Of leads that are there and of some that may come. */
  readonly leadIds: readonly string[];
  /** Of an invitation of who belongs nowhere yet, and of one that may come. */
  readonly invitationIds: readonly string[];
}

export interface Person {
  readonly userId: string;
  readonly email: string;
}

export interface Session {
  readonly userId: string;
  readonly token: string;
}

/** What may be written into any text. */
export const names = ["Ana", "Bruno", "Casa Verde", "Oficina do João"];
export const timeZones = ["America/Sao_Paulo", "UTC", "Pacific/Auckland"];
export const dates = ["2025-12-31", "2026-01-15", "2026-02-01", "2026-02-02", "2026-03-10"];
export const roles: readonly Role[] = ["owner", "admin", "mentor", "mentee"];

/** Puts a world of its own into the database, around the application. */
export async function arrangeWorld(data: DataLayer, sql: Oracle): Promise<World> {
  const arranged = [
    await arrangeOrganization(sql, `one-${newId()}`, "America/Sao_Paulo"),
    await arrangeOrganization(sql, `two-${newId()}`, "UTC"),
  ];
  const people = arranged.flatMap(({ slug, users }) =>
    roles.map((role) => ({ userId: users[role], email: `${role}@${slug}.example` })),
  );
  const [both, nowhere] = [await arrangePerson(sql), await arrangePerson(sql)];
  const rolesOfBoth: Role[] = ["mentor", "owner"];
  const agencies: Agency[] = [];
  for (const [i, organization] of arranged.entries()) {
    const role = rolesOfBoth[i] ?? "admin";
    await sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $3, $4)", [
      newId(),
      organization.id,
      both.userId,
      role,
    ]);
    const users = Object.entries(organization.users) as [Role, string][];
    agencies.push({
      ...organization,
      members: [...users, [role, both.userId] as const].map(([role, userId]) => ({
        kind: "organization",
        organizationId: organization.id,
        userId,
        role,
      })),
      leadIds: [...organization.leadIds, newId()],
      invitationIds: [await arrangeInvitation(sql, organization, nowhere), newId()],
    });
    for (const userId of [...Object.values(organization.users), both.userId]) {
      await sql(
        "insert into interactions (id, organization_id, lead_id, kind, occurred_at, user_id) values ($1, $2, $3, 'call', now(), $4)",
        [newId(), organization.id, organization.leadIds[0], userId],
      );
    }
  }
  const everybody = [...people, both, nowhere];
  const sessions: Session[] = [];
  for (const { userId } of everybody) {
    await sql(
      "insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', 'a hash')",
      [newId(), userId, userId],
    );
    sessions.push({ userId, token: await beginSession(sql, userId) });
  }
  return { data, agencies, people: everybody, newcomer: nowhere, sessions };
}

/** What is stored of an invitation's first link and of its second. */
export const tokenHashes = (invitationId: string) => [
  `first of ${invitationId}`,
  `second of ${invitationId}`,
];

async function arrangeInvitation(
  sql: Oracle,
  { id, users, menteeIds }: ArrangedOrganization,
  { email }: Person,
): Promise<string> {
  const invitationId = newId();
  await sql(
    `insert into invitations (id, organization_id, email, role, mentee_id, token_hash, inviter_id, expires_at)
     values ($1, $2, $3, 'mentee', $4, $5, $6, now() + interval '1 day')`,
    [invitationId, id, email, menteeIds[1], tokenHashes(invitationId)[0], users.owner],
  );
  return invitationId;
}

async function arrangePerson(sql: Oracle): Promise<Person> {
  const userId = newId();
  const person = { userId, email: `${userId}@example.com` };
  await sql("insert into users (id, name, email) values ($1, 'Somebody', $2)", [userId, person.email]);
  return person;
}

export interface InAgency {
  readonly agency: Agency;
  readonly scope: OrganizationScope;
}

/** @param of those with one of these roles */
export function someMember(draw: Draw, { agencies }: World, of = roles): InAgency {
  const agency = draw.one(agencies);
  return { agency, scope: draw.one(agency.members.filter(({ role }) => of.includes(role))) };
}

/** Of an organization: a member, or the system in its place, as the command line has it. */
export function someoneOrSystem(draw: Draw, world: World) {
  const { agency, scope } = someMember(draw, world);
  return draw.one([scope, systemIn(agency.id)]);
}

/** An owner or an admin. */
export function someManager(draw: Draw, { agencies }: World): InAgency {
  const agency = draw.one(agencies);
  const managers = agency.members.filter(({ role }) => can(role, "people.manage"));
  return { agency, scope: draw.one(managers) };
}

export function somePerson(draw: Draw, { people }: World): AccountScope {
  return { kind: "account", userId: draw.one(people).userId };
}

export const system: SystemScope = { kind: "system" };

/** A job or an operator in an agency. */
export function systemIn(organizationId: string): SystemScope {
  return { kind: "system", organizationId };
}
