import { getTag, type TagDetails } from "#app/domains/labels/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface TagParams {
  organization: string;
  tagId: string;
}

/**
 * The member that manages tags, and the id of the tag in the address.
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireTagId(
  context: RequestContext,
  params: TagParams,
): Promise<Member & { tagId: string }> {
  const { recordId, ...member } = await requireRecordId(context, params, "tagId", "tags.manage");
  return { ...member, tagId: recordId };
}

/**
 * The member that manages tags, and the tag in the address.
 * @throws 404 where there is none, and as `requireMember` does
 */
export async function requireTag(
  context: RequestContext,
  params: TagParams,
): Promise<Member & { tag: TagDetails }> {
  const { tagId, ...member } = await requireTagId(context, params);
  const tag = await getTag(member.caller, { tagId });
  if (!tag) throw httpError(404);
  return { ...member, tag };
}
