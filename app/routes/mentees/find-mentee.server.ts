import { getMentee, type MenteeDetails } from "#app/domains/mentees/queries.server.ts";
import type { Permission } from "#app/domains/people/permissions.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface MenteeParams {
  organization: string;
  menteeId: string;
}

/**
 * The member that asks, and the id of the mentee in the address.
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireMenteeId(
  context: RequestContext,
  params: MenteeParams,
  permission: Permission,
): Promise<Member & { menteeId: string }> {
  const { recordId, ...member } = await requireRecordId(context, params, "menteeId", permission);
  return { ...member, menteeId: recordId };
}

/**
 * The member that asks, and the mentee in the address.
 * @throws 404 where there is none, or none that this person may see; and as `requireMember` does
 */
export async function requireMentee(
  context: RequestContext,
  params: MenteeParams,
  permission: Permission,
): Promise<Member & { mentee: MenteeDetails }> {
  const { menteeId, ...member } = await requireMenteeId(context, params, permission);
  const { timeZone } = member.organization;
  const mentee = await getMentee(member.caller, { menteeId, timeZone });
  if (!mentee) throw httpError(404);
  return { ...member, mentee };
}
