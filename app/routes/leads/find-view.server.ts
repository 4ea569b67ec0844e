import { getView, type ViewDetails } from "#app/domains/saved-views/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

/**
 * The member that asks, and the view in the address, which they may change.
 * @throws 404 where there is none, 403 where it is somebody else's to change; and as `requireMember` does
 */
export async function requireView(
  context: RequestContext,
  params: { organization: string; viewId: string },
): Promise<Member & { view: ViewDetails }> {
  const { recordId, ...member } = await requireRecordId(context, params, "viewId", "views.save");
  const view = await getView(member.caller, { viewId: recordId });
  if (!view) throw httpError(404);
  if (!view.mayChange) throw httpError(403);
  return { ...member, view };
}
