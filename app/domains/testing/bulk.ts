import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import { leadStatuses } from "../leads/lead-status.ts";
import { countSelected } from "../leads/queries.server.ts";
import type { Draw } from "./draw.ts";
import type { Generator } from "./generator.ts";
import { someSelection } from "./some-leads.ts";
import { dates, names, someMember, type World } from "./world.ts";

/** Leads that are changed together, counted by who does it. */
async function someBulk(draw: Draw, world: World, { agency, scope } = someMember(draw, world)) {
  const which = { selection: someSelection(draw, agency), timeZone: agency.timeZone };
  const { total } = await countSelected.recompute(callerFor(world.data, scope), which);
  return { scope, input: { ...which, count: total, bulkId: newId() } };
}

/** Inputs of what is done with many leads. */
export const bulkInputs: Readonly<Record<string, Generator>> = {
  "leads.bulkMove": async (draw, world) => {
    const { scope, input } = await someBulk(draw, world);
    const outcome = {
      ...{ to: draw.one(leadStatuses), wonOn: draw.maybe(dates), wonEarlier: true },
      ...{ value: draw.maybe([0, 12_50]), lostReason: draw.maybe(names) },
    };
    return { scope, input: { ...input, ...outcome } };
  },
  "leads.bulkDelete": (draw, world) => someBulk(draw, world),
  "leads.bulkAssign": async (draw, world) => {
    const member = someMember(draw, world, ["owner", "admin", "mentor"]);
    const { scope, input } = await someBulk(draw, world, member);
    return { scope, input: { ...input, ownerId: draw.one([null, ...Object.values(member.agency.users)]) } };
  },
  "labels.bulkTag": async (draw, world) => {
    const { scope, input } = await someBulk(draw, world);
    return { scope, input: { ...input, name: draw.one(names) } };
  },
  "labels.bulkUntag": async (draw, world) => {
    const member = someMember(draw, world);
    const { scope, input } = await someBulk(draw, world, member);
    return { scope, input: { ...input, tagId: draw.one(member.agency.tagIds) } };
  },
};
