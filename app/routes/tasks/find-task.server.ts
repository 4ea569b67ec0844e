import { validate as isUuid } from "uuid";
import { getTask } from "#app/domains/tasks/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requireLead } from "../leads/find-lead.server.ts";

/**
 * The member that asks, the lead in the address and the follow-up of it.
 * @throws 404 where there is no such lead or follow-up; and as `requireMember` does
 */
export async function requireTask(
  context: RequestContext,
  params: { organization: string; leadId: string; taskId: string },
) {
  const member = await requireLead(context, params, "leads.write");
  if (!isUuid(params.taskId)) throw httpError(404);
  const taskId = params.taskId.toLowerCase();
  const task = await getTask(member.caller, { leadId: member.lead.id, taskId });
  if (!task) throw httpError(404);
  return { ...member, task };
}
