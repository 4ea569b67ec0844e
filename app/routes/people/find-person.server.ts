import { validate as isUuid } from "uuid";
import { getInvitation, type InvitationRow } from "#app/domains/people/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { type Member, requireMember } from "#app/server/session.server.ts";

interface InvitationParams {
  organization: string;
  invitationId: string;
}

/**
 * The member that asks, and the id of the invitation in the address.
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireInvitationId(
  context: RequestContext,
  { organization, invitationId }: InvitationParams,
): Promise<Member & { invitationId: string }> {
  const member = await requireMember(context, organization, "people.manage");
  if (!isUuid(invitationId)) throw httpError(404);
  return { ...member, invitationId: invitationId.toLowerCase() };
}

/**
 * The member that asks, and the open invitation in the address.
 * @throws 404 where there is none, and as `requireMember` does
 */
export async function requireInvitation(
  context: RequestContext,
  params: InvitationParams,
): Promise<Member & { invitation: InvitationRow }> {
  const { invitationId, ...member } = await requireInvitationId(context, params);
  const invitation = await getInvitation(member.caller, { invitationId });
  if (!invitation) throw httpError(404);
  return { ...member, invitation };
}
