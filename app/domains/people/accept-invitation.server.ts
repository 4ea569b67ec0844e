import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { AccountScope } from "#app/db/scope.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, ForbiddenError } from "#app/domains/errors.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { invitations } from "#schema";
import { releaseBusiness, signInFor } from "./businesses.server.ts";
import { holdPerson, insertMember, lockOrganization } from "./write-people.server.ts";

export interface AcceptInvitationInput {
  /** as `hashOfToken` makes it */
  tokenHash: string;
}

interface Joined {
  /** Somebody signs in for a business from now on. */
  menteeId: string | null;
}

const join = declareCommand({
  name: "people.join",
  // Whoever joins is no member yet.
  scope: "system",
  touches: (scope, { userId }: AcceptInvitationInput & { userId: string }, { menteeId }: Joined) => {
    const organizationId = organizationOf(scope);
    const joined = [tags.user(userId), tags.people(organizationId)] as const;
    return menteeId === null
      ? joined
      : [...joined, tags.mentees(organizationId), tags.visibility(organizationId)];
  },
  run: async (tx, { tokenHash, userId }: AcceptInvitationInput & { userId: string }, scope) => {
    const organizationId = organizationOf(scope);
    await lockOrganization(tx, organizationId);
    const invitation = await takeInvitation(tx, organizationId, tokenHash);
    const person = await holdPerson(tx, userId);
    if (person?.email !== invitation.email) throw new ForbiddenError("The invitation is somebody else's.");
    const { id: recordId, role, menteeId } = invitation;
    const added = await insertMember(tx, { organizationId, userId, role });
    // Who became a member another way meanwhile stays what they are.
    const business = added ? menteeId : null;
    if (business !== null) {
      await releaseBusiness(tx, organizationId, userId);
      await signInFor(tx, business, userId);
    }
    await noteActivity(tx, scope, {
      action: "people.join",
      recordType: "invitation",
      recordId,
      meta: { role },
      actorId: userId,
    });
    return { menteeId: business };
  },
});

/**
 * Makes whoever is signed in a member of the organization that invited them.
 * @throws ConflictError where the invitation is not open any more, or somebody else signs in for its business by now;
 * ForbiddenError where it was sent to another e-mail address
 */
export async function acceptInvitation(
  caller: Caller<AccountScope>,
  { organizationId, tokenHash }: AcceptInvitationInput & { organizationId: string },
): Promise<void> {
  const inside = callAs(caller, { kind: "system", organizationId } as const);
  await join(inside, { tokenHash, userId: caller.scope.userId });
}

async function takeInvitation(tx: Transaction, organizationId: string, tokenHash: string) {
  const [invitation] = await tx
    .update(invitations)
    .set({ status: "accepted" })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.tokenHash, tokenHash),
        eq(invitations.status, "pending"),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
    .returning({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      menteeId: invitations.menteeId,
    });
  if (!invitation) throw new ConflictError("The invitation is not open any more.");
  return invitation;
}
