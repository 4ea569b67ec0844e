import { getMember, type MemberDetails } from "#app/domains/people/queries.server.ts";
import { mayAssign } from "#app/domains/people/role-rules.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface PersonParams {
  organization: string;
  userId: string;
}

/**
 * The member that asks, and the one in the address.
 * @throws 404 where there is none, and as `requireMember` does
 */
export async function requirePerson(
  context: RequestContext,
  params: PersonParams,
): Promise<Member & { person: MemberDetails }> {
  const { recordId, ...member } = await requireRecordId(context, params, "userId", "people.manage");
  const { timeZone } = member.organization;
  const person = await getMember(member.caller, { userId: recordId, timeZone });
  if (!person) throw httpError(404);
  return { ...member, person };
}

/**
 * As `requirePerson`, one whose role is the asking member's to give and to take.
 * @throws 403 for an owner whom an administrator asks about
 */
export async function requireAssignable(context: RequestContext, params: PersonParams) {
  const found = await requirePerson(context, params);
  if (!mayAssign(found.role, found.person.role)) throw httpError(403);
  return found;
}
