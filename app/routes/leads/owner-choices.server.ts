import { listOwners, type OwnerChoice } from "#app/domains/leads/queries.server.ts";
import type { Member } from "#app/server/session.server.ts";

/**
 * Whom a lead may be given to; null for a mentee, who does not choose.
 * @param present who has it now, on the list in any case
 */
export async function ownerChoices(
  caller: Member["caller"],
  present?: { ownerId: string | null; ownerName: string | null },
): Promise<OwnerChoices | null> {
  if (caller.scope.role === "mentee") return null;
  const owners = await listOwners(caller, {});
  const { ownerId, ownerName } = present ?? {};
  if (!ownerId || owners.some(({ userId }) => userId === ownerId)) return owners;
  return [{ userId: ownerId, name: ownerName ?? "" }, ...owners];
}

/** One who has left the organization, or lost sight of the lead, has no role in it. */
export type OwnerChoices = readonly (Pick<OwnerChoice, "userId" | "name"> & Partial<OwnerChoice>)[];
