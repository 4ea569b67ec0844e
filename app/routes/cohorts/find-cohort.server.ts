import { type CohortDetails, getCohort } from "#app/domains/cohorts/queries.server.ts";
import type { Permission } from "#app/domains/people/permissions.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface CohortParams {
  organization: string;
  cohortId: string;
}

/**
 * The member that asks, and the id of the cohort in the address.
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireCohortId(
  context: RequestContext,
  params: CohortParams,
  permission: Permission,
): Promise<Member & { cohortId: string }> {
  const { recordId, ...member } = await requireRecordId(context, params, "cohortId", permission);
  return { ...member, cohortId: recordId };
}

/**
 * The member that asks, and the cohort in the address.
 * @throws 404 where there is none, or none that this person may see; and as `requireMember` does
 */
export async function requireCohort(
  context: RequestContext,
  params: CohortParams,
  permission: Permission,
): Promise<Member & { cohort: CohortDetails }> {
  const { cohortId, ...member } = await requireCohortId(context, params, permission);
  const cohort = await getCohort(member.caller, { cohortId });
  if (!cohort) throw httpError(404);
  return { ...member, cohort };
}
