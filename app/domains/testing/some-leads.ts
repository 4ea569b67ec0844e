import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import type { BulkSelection } from "../leads/bulk-selection.ts";
import { type LeadFilter, leadSorts, noOwner } from "../leads/lead-filter.ts";
import { leadStatuses, pipelineStages } from "../leads/lead-status.ts";
import { getLead, type LeadListArgs } from "../leads/queries.server.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret } from "./generator.ts";
import { somePeriod } from "./some-period.ts";
import { type Agency, names, someMember, timeZones, type World } from "./world.ts";

/** Perhaps of the agency that is none of the reader's business. */
export function someLead(draw: Draw, world: World): string {
  return draw.one(world.agencies.flatMap(({ leadIds }) => leadIds));
}

/** The newest interaction with a lead as its owner sees it, or one that is not there. */
export async function someInteraction({ data }: World, agency: Agency, leadId: string): Promise<string> {
  const [{ timeZone }, owner] = [agency, agency.members.find(({ role }) => role === "owner")];
  const lead = owner && (await getLead.recompute(callerFor(data, owner), { leadId, timeZone }));
  return lead?.newestInteraction ?? newId();
}

export function someFilter(draw: Draw, { menteeIds, cohortIds, tagIds, users }: Agency): LeadFilter {
  if (draw.oneIn(2)) return {};
  if (draw.oneIn(2)) return { mentee: draw.maybe(menteeIds), cohort: draw.maybe(cohortIds) };
  const { from, to } = somePeriod(draw);
  if (draw.oneIn(4)) return { tag: draw.one(tagIds) };
  if (draw.oneIn(4)) return { owner: draw.one([noOwner, users.owner, users.mentor]) };
  if (draw.oneIn(3)) return { q: draw.one([...names, "lead", "a", "example", "11 9"]) };
  return {
    ...draw.one([{}, { quiet: draw.one([1, 30]) }, { valueFrom: 1 }, { valueTo: 100_000 }]),
    status: draw.maybe([draw.some(leadStatuses)]),
    source: draw.maybe([draw.some([...names, "unknown"])]),
    ...draw.one([{}, { from, to }, { wonFrom: from, wonTo: to }]),
    reached: draw.maybe(pipelineStages),
    value: draw.maybe(["declared", "undeclared"] as const),
    daysToWin: draw.maybe(["measured", "negative"] as const),
  };
}

export const someLeadList = (draw: Draw, agency: Agency): LeadListArgs => ({
  filter: someFilter(draw, agency),
  sort: { by: draw.one(leadSorts), direction: draw.one(["asc", "desc"]) },
  pageSize: draw.one([1, 2, 50]),
  timeZone: draw.one(timeZones),
  cursorSecret,
});

export const someSelection = (draw: Draw, agency: Agency): BulkSelection =>
  draw.oneIn(2) ? { ids: draw.some(agency.leadIds) } : { filter: someFilter(draw, agency) };

/** Some of an agency's leads, or all of those that a filter admits. */
export function someSelected(draw: Draw, world: World) {
  const { agency, scope } = someMember(draw, world);
  return { scope, input: { selection: someSelection(draw, agency), timeZone: draw.one(timeZones) } };
}
