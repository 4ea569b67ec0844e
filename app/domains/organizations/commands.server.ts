import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { AccountScope, SystemScope } from "#app/db/scope.ts";
import { ensureAccount } from "#app/domains/accounts/commands.server.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { FieldError } from "#app/domains/errors.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import { lockOrganization, memberIds } from "#app/domains/people/commands.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { members, organizationSettings, organizations } from "#schema";
import type { OrganizationForm } from "./forms.ts";
import { slugOf } from "./slug.ts";

/** Whose an organization becomes: an account, or the one with an e-mail address, which is made where there is none. */
type Owner = { userId: string } | { email: string; name: string; passwordHash: string };

interface Created {
  organizationId: string;
  slug: string;
  ownerId: string;
  ownerCreated: boolean;
}

const insertOrganization = declareCommand({
  name: "organizations.create",
  // Run within the organization it makes: only there may its settings be written.
  scope: "system",
  touches: (_scope, _input, created: Created) => [tags.user(created.ownerId)],
  run: async (tx, input: OrganizationForm & { owner: Owner }, scope): Promise<Created> => {
    const { organizationId: id = newId() } = scope;
    const { name, currency, timeZone, locale, owner } = input;
    const slug = input.slug ?? slugOf(name);
    if (slug === "") throw new FieldError("slug", "slug");
    await refuseUnknownTimeZone(tx, timeZone);
    const created = await tx
      .insert(organizations)
      .values({ id, name, slug })
      .onConflictDoNothing({ target: organizations.slug })
      .returning({ id: organizations.id });
    if (created.length === 0) throw new FieldError("slug", "slugTaken");
    await tx.insert(organizationSettings).values({ organizationId: id, currency, timeZone, locale });
    const { userId: ownerId, created: ownerCreated } =
      "userId" in owner ? { ...owner, created: false } : await ensureAccount(tx, owner);
    await tx.insert(members).values({ id: newId(), organizationId: id, userId: ownerId, role: "owner" });
    const entry = { action: "organizations.create", recordType: "organization", recordId: id };
    await noteActivity(
      tx,
      { kind: "system", organizationId: id },
      "userId" in owner ? { ...entry, actorId: ownerId } : entry,
    );
    return { organizationId: id, slug, ownerId, ownerCreated };
  },
});

/**
 * Makes an organization whose owner is the caller.
 * @throws FieldError for a slug that is taken, or cannot be made from the name; for a time zone the database does not know
 */
export function createOrganization(caller: Caller<AccountScope>, input: OrganizationForm): Promise<Created> {
  const inside = callAs(caller, { kind: "system", organizationId: newId() } as const);
  return insertOrganization(inside, { ...input, owner: { userId: caller.scope.userId } });
}

/**
 * The operator's way: for the owner with an e-mail address, who gets an account with a random password where there is none.
 * @param input.ownerEmail in lower case
 * @returns also that password, which is stored nowhere in clear
 * @throws FieldError as `createOrganization`
 */
export async function createOrganizationFor(
  caller: Caller<SystemScope>,
  input: OrganizationForm & { ownerEmail: string; ownerName?: string },
): Promise<Created & { password?: string }> {
  const { ownerEmail: email, ownerName, ...form } = input;
  const password = randomBytes(15).toString("base64url");
  const owner = {
    email,
    name: ownerName ?? email.replace(/@.*/, ""),
    passwordHash: await hashPassword(password),
  };
  const inside = callAs(caller, { kind: "system", organizationId: newId() } as const);
  const created = await insertOrganization(inside, { ...form, owner });
  return created.ownerCreated ? { ...created, password } : created;
}

/** What may be changed later. Not the currency: every amount is stored in its minor units. */
export type OrganizationChange = Pick<OrganizationForm, "name" | "timeZone" | "locale">;

/** Changes what every member's session shows of the organization. */
export const changeOrganization = declareCommand({
  name: "organizations.change",
  scope: ["organization", "system"],
  permission: "organization.manage",
  touches: (_scope, _input: OrganizationChange, changed: { organizationId: string; userIds: string[] }) => [
    tags.everything(changed.organizationId),
    ...changed.userIds.map(tags.user),
  ],
  run: async (tx, { name, timeZone, locale }, scope) => {
    const organizationId = organizationOf(scope);
    await refuseUnknownTimeZone(tx, timeZone);
    await lockOrganization(tx, organizationId);
    await tx.update(organizations).set({ name }).where(eq(organizations.id, organizationId));
    await tx
      .update(organizationSettings)
      .set({ timeZone, locale })
      .where(eq(organizationSettings.organizationId, organizationId));
    await noteActivity(tx, scope, {
      action: "organizations.change",
      recordType: "organization",
      recordId: organizationId,
    });
    return { organizationId, userIds: await memberIds(tx, organizationId) };
  },
});

/** The database draws day and month borders with zone data of its own, which may be older than ours. */
async function refuseUnknownTimeZone(tx: Transaction, timeZone: string): Promise<void> {
  try {
    await tx.execute(sql`select now() at time zone ${timeZone}`);
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as { code?: string };
    // Invalid parameter value.
    if (code === "22023") throw new FieldError("timeZone", "timeZone");
    throw error;
  }
}
