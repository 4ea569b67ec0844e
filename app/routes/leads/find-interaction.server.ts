import { validate as isUuid } from "uuid";
import { getInteraction, type Interaction } from "#app/domains/leads/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { requireLead } from "./find-lead.server.ts";

/**
 * The member that asks, the lead in the address and their own interaction with it.
 * @throws 404 where there is no such lead or interaction, 403 for somebody else's interaction; and as `requireMember` does
 */
export async function requireInteraction(
  context: RequestContext,
  params: { organization: string; leadId: string; interactionId: string },
) {
  const member = await requireLead(context, params, "leads.write");
  const { caller, lead, organization, user } = member;
  if (!isUuid(params.interactionId)) throw httpError(404);
  const interactionId = params.interactionId.toLowerCase();
  const args = { leadId: lead.id, interactionId, timeZone: organization.timeZone };
  const interaction: Interaction | null = await getInteraction(caller, args);
  if (!interaction) throw httpError(404);
  if (interaction.userId !== user.id) throw httpError(403);
  return { ...member, interaction };
}
