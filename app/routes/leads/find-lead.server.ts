import { redirect } from "react-router";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { getBinnedLead, getLead, getMergedLead } from "#app/domains/leads/queries.server.ts";
import type { Permission } from "#app/domains/people/permissions.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface LeadParams {
  organization: string;
  leadId: string;
}

/**
 * The member that asks, and the id of the lead in the address.
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireLeadId(
  context: RequestContext,
  params: LeadParams,
  permission: Permission,
): Promise<Member & { leadId: string }> {
  const { recordId, ...member } = await requireRecordId(context, params, "leadId", permission);
  return { ...member, leadId: recordId };
}

/**
 * The member that asks, and the lead in the address.
 * @throws a redirect for one in the bin, to the page that says so, and for one that was merged, to the one that stayed; 404 where there is none, or none that this person may see, which look the same; and as `requireMember` does
 */
export async function requireLead(
  context: RequestContext,
  params: LeadParams,
  permission: Permission,
): Promise<Member & { lead: LeadDetails }> {
  const { leadId, ...member } = await requireLeadId(context, params, permission);
  const lead = await getLead(member.caller, { leadId, timeZone: member.organization.timeZone });
  if (lead) return { ...member, lead };
  const { slug, timeZone } = member.organization;
  const inBin = await getBinnedLead(member.caller, { leadId, timeZone });
  throw inBin ? redirect(`${leadUrl(slug, leadId)}/restore`) : await leadElsewhere(member, leadId);
}

/** What answers the address of a lead that is not there: the way to the one that it was merged into, or a 404. */
export async function leadElsewhere(
  { caller, organization }: Pick<Member, "caller" | "organization">,
  leadId: string,
): Promise<Response | ReturnType<typeof httpError>> {
  const into = await getMergedLead(caller, { leadId });
  return into === null ? httpError(404) : redirect(leadUrl(organization.slug, into));
}
