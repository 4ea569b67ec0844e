import { validate as isUuid } from "uuid";
import type { Permission } from "#app/domains/people/permissions.ts";
import { httpError } from "./http-error.ts";
import type { RequestContext } from "./request-context.server.ts";
import { type Member, requireMember } from "./session.server.ts";

/**
 * The member that asks, and the id of the record in the address.
 * @param name of the parameter that holds the id
 * @throws 404 for an id that is none, and as `requireMember` does
 */
export async function requireRecordId<Name extends string>(
  context: RequestContext,
  params: { organization: string } & Readonly<Record<Name, string>>,
  name: Name,
  permission: Permission,
): Promise<Member & { recordId: string }> {
  const member = await requireMember(context, params.organization, permission);
  const given: string = params[name];
  if (!isUuid(given)) throw httpError(404);
  return { ...member, recordId: given.toLowerCase() };
}
