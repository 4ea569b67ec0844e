import { getImport, type ImportDetails } from "#app/domains/imports/queries.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireRecordId } from "#app/server/record-id.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import type { Member } from "#app/server/session.server.ts";

interface ImportParams {
  organization: string;
  importId: string;
}

/**
 * The member that asks, and the import in the address.
 * @throws 404 where there is none; and as `requireMember` does
 */
export async function requireImport(
  context: RequestContext,
  params: ImportParams,
): Promise<Member & { imported: ImportDetails }> {
  const { recordId: importId, ...member } = await requireRecordId(
    context,
    params,
    "importId",
    "leads.import",
  );
  const imported = await getImport(member.caller, { importId });
  if (!imported) throw httpError(404);
  return { ...member, imported };
}
