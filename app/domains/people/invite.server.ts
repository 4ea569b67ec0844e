import { and, eq, lte, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { admitAttempt, limitOn } from "#app/domains/accounts/commands.server.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError, NotFoundError } from "#app/domains/errors.ts";
import { noteActivity } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { invitations, members, type Role, users } from "#schema";
import { requireFreeBusiness } from "./businesses.server.ts";
import { enqueueInvitation } from "./mail-invitation.server.ts";
import { lockOrganization, refuseUnlessAssignable } from "./write-people.server.ts";

/** Which link opens an invitation, and until when. */
export interface InvitationLink {
  /** as `hashOfToken` makes it */
  tokenHash: string;
  expiresAt: Date;
  /** Whether it is sent by e-mail too. */
  mail: boolean;
}

export interface InviteInput extends InvitationLink {
  /** UUIDv7 */
  invitationId: string;
  /** in lower case */
  email: string;
  role: Role;
  /** The business that a mentee is to sign in for; null where that is left open. */
  menteeId: string | null;
}

/**
 * Invites somebody into the organization by their e-mail address.
 * @throws FieldError for a member, for somebody whose invitation is open, for a business that somebody signs in for;
 * ForbiddenError where an admin invites an owner
 */
export const invite = declareCommand({
  name: "people.invite",
  scope: "organization",
  permission: "people.manage",
  touches: ({ organizationId }, { mail }: InviteInput) => [
    tags.people(organizationId),
    ...(mail ? [tags.jobs()] : []),
  ],
  run: async (tx, input: InviteInput, scope) => {
    const { organizationId, userId } = scope;
    const { invitationId, email, role, menteeId, tokenHash, expiresAt, mail } = input;
    refuseUnlessAssignable(scope, role);
    await lockOrganization(tx, organizationId);
    await refuseMember(tx, organizationId, email);
    if (menteeId !== null) await requireFreeBusiness(tx, role, menteeId);
    // One that nobody took up in time makes room.
    await tx
      .update(invitations)
      .set({ status: "revoked" })
      .where(
        and(openIn(organizationId), eq(invitations.email, email), lte(invitations.expiresAt, sql`now()`)),
      );
    const made = await tx
      .insert(invitations)
      .values({
        id: invitationId,
        organizationId,
        email,
        role,
        menteeId,
        tokenHash,
        expiresAt,
        inviterId: userId,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (made.length === 0) throw new FieldError("email", "alreadyInvited");
    await noteActivity(tx, scope, {
      action: "people.invite",
      recordType: "invitation",
      recordId: invitationId,
      meta: { role },
    });
    if (mail) await enqueueInvitation(tx, { organizationId, invitationId });
  },
});

/**
 * Gives an open invitation a new link, which lasts anew; the old one is worth nothing from then on.
 * @throws NotFoundError where it is not open any more; ForbiddenError where an admin renews that of an owner
 */
export const renewInvitation = declareCommand({
  name: "people.renewInvitation",
  scope: "organization",
  permission: "people.manage",
  touches: ({ organizationId }, { mail }: InvitationLink & { invitationId: string }) => [
    tags.people(organizationId),
    ...(mail ? [tags.jobs()] : []),
  ],
  run: async (tx, { invitationId, tokenHash, expiresAt, mail }, scope) => {
    const { role } = await lockInvitation(tx, scope.organizationId, invitationId);
    refuseUnlessAssignable(scope, role);
    await tx.update(invitations).set({ tokenHash, expiresAt }).where(eq(invitations.id, invitationId));
    await noteActivity(tx, scope, {
      action: "people.renewInvitation",
      recordType: "invitation",
      recordId: invitationId,
    });
    if (mail) await enqueueInvitation(tx, { organizationId: scope.organizationId, invitationId });
  },
});

const mailInvitationAgain = declareCommand({
  name: "people.mailInvitation",
  scope: "organization",
  permission: "people.manage",
  touches: () => [tags.jobs()],
  run: async (tx, { invitationId }: { invitationId: string }, scope) => {
    const { role, expired } = await lockInvitation(tx, scope.organizationId, invitationId);
    refuseUnlessAssignable(scope, role);
    if (expired) throw new ConflictError("The invitation has expired.");
    await enqueueInvitation(tx, { organizationId: scope.organizationId, invitationId });
  },
});

/**
 * Sends an open invitation by e-mail once more, with the link that it has.
 * @param input.secret of the installation
 * @throws as `renewInvitation`; ConflictError where it has expired; TooManyAttemptsError after five times within a quarter of an hour
 */
export async function mailInvitation(
  caller: Caller<OrganizationScope>,
  { invitationId, secret }: { invitationId: string; secret: string },
): Promise<void> {
  const system = callAs(caller, { kind: "system" } as const);
  await admitAttempt(system, [limitOn(5, secret, "mail invitation", invitationId)]);
  await mailInvitationAgain(caller, { invitationId });
}

/**
 * Takes an open invitation back.
 * @throws NotFoundError where it is not open any more; ForbiddenError where an admin takes back that of an owner
 */
export const revokeInvitation = declareCommand({
  name: "people.revokeInvitation",
  scope: "organization",
  permission: "people.manage",
  touches: ({ organizationId }, _input: { invitationId: string }) => [tags.people(organizationId)],
  run: async (tx, { invitationId }, scope) => {
    const { role } = await lockInvitation(tx, scope.organizationId, invitationId);
    refuseUnlessAssignable(scope, role);
    await tx.update(invitations).set({ status: "revoked" }).where(eq(invitations.id, invitationId));
    await noteActivity(tx, scope, {
      action: "people.revokeInvitation",
      recordType: "invitation",
      recordId: invitationId,
    });
  },
});

const openIn = (organizationId: string) =>
  and(eq(invitations.organizationId, organizationId), eq(invitations.status, "pending"));

async function lockInvitation(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<{ role: Role; expired: boolean }> {
  const [invitation] = await tx
    .select({ role: invitations.role, expired: sql<boolean>`${invitations.expiresAt} <= now()` })
    .from(invitations)
    .where(and(openIn(organizationId), eq(invitations.id, id)))
    .for("update");
  if (!invitation) throw new NotFoundError("There is no such open invitation.");
  return invitation;
}

async function refuseMember(tx: Transaction, organizationId: string, email: string): Promise<void> {
  const known = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.organizationId, organizationId), eq(users.email, email)));
  if (known.length > 0) throw new FieldError("email", "alreadyMember");
}
