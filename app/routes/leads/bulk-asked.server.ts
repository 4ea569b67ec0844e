import { z } from "zod";
import { countTags, listTags } from "#app/domains/labels/queries.server.ts";
import { type BulkAction, bulkActions } from "#app/domains/leads/bulk-actions.ts";
import type { BulkSelection } from "#app/domains/leads/bulk-selection.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { countOwners, listOwners, type SelectedArgs } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { type Member, requireMember } from "#app/server/session.server.ts";

const search = z.object({
  do: z.enum(bulkActions).optional(),
  id: z.array(z.uuid().toLowerCase()).max(500).optional(),
  all: z.literal("1").optional(),
});

/** What the address asks for, and by whom. */
export async function requireBulk(context: RequestContext, params: { organization: string }, url: URL) {
  const asked = parseSearch(url.searchParams, search);
  const permission = asked.do === "assign" ? "leads.assign" : "leads.write";
  const member = await requireMember(context, params.organization, permission);
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const all = asked.all !== undefined;
  const selection: BulkSelection = all ? { filter } : { ids: asked.id ?? [] };
  return { ...member, filter, sort, action: asked.do, all, selection };
}

export type AskedBulk = Awaited<ReturnType<typeof requireBulk>>;

/** Days without an interaction are counted from today. */
export function selectedArgs(selection: BulkSelection, timeZone: string): SelectedArgs {
  const quiet = "filter" in selection && selection.filter.quiet;
  return { selection, timeZone, ...(quiet && { today: today(timeZone) }) };
}

/** What a change offers to choose from, and what the leads have of it now. */
export async function bulkChoices(
  caller: Member["caller"],
  action: BulkAction | undefined,
  args: SelectedArgs,
) {
  const marks = action === "tag" || action === "untag";
  const [carried, tags, owned, owners] = await Promise.all([
    marks ? countTags(caller, args) : [],
    action === "tag" ? listTags(caller, {}) : [],
    action === "assign" ? countOwners(caller, args) : [],
    action === "assign" ? listOwners(caller, {}) : [],
  ]);
  return { carried, tags, owned, owners };
}

export type BulkChoices = Awaited<ReturnType<typeof bulkChoices>>;
