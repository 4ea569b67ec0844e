import type { Generator } from "./generator.ts";
import { somePeriod } from "./some-period.ts";
import { someMember, timeZones } from "./world.ts";

/** Arguments for the queries of reports. */
export const reportArguments: Readonly<Record<string, Generator>> = {
  "reports.overview": (draw, world) => ({
    ...someMember(draw, world),
    input: {
      stretches: [somePeriod(draw), somePeriod(draw)],
      months: { from: "2026-01-01", to: "2026-12-31" },
      timeZone: draw.one(timeZones),
    },
  }),
  "reports.pipeline": (draw, world) => ({
    ...someMember(draw, world),
    input: {
      period: draw.one([somePeriod(draw), {}]),
      previous: draw.one([somePeriod(draw), null]),
      by: draw.one(["source", "month"]),
      timeZone: draw.one(timeZones),
    },
  }),
};
