import { recordTypes, systemActor } from "../activity/activity-filter.ts";
import { type ActivityArgs, listActivity } from "../activity/queries.server.ts";
import { callerFor } from "../caller.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { dates, someManager, timeZones } from "./world.ts";

/** Arguments for the queries of the activity log. */
export const activityArguments: Readonly<Record<string, Generator>> = {
  "activity.actors": (draw, world) => ({ ...someManager(draw, world), input: {} }),
  "activity.list": async (draw, world) => {
    const { scope, agency } = someManager(draw, world);
    const first: ActivityArgs = {
      filter: {
        by: draw.maybe([systemActor, ...agency.members.map(({ userId }) => userId)]),
        record: draw.oneIn(3) ? draw.one(recordTypes) : undefined,
        action: draw.oneIn(4) ? "leads.move" : undefined,
        from: draw.maybe(dates),
      },
      pageSize: draw.one([1, 2, 50]),
      timeZone: draw.one(timeZones),
      cursorSecret,
    };
    const { next } = await listActivity.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
};
