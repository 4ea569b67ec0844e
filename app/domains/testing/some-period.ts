import type { Draw } from "./draw.ts";
import { dates } from "./world.ts";

/** Two local dates, the earlier first. */
export function somePeriod(draw: Draw) {
  const [one, other] = [draw.one(dates), draw.one(dates)];
  return one < other ? { from: one, to: other } : { from: other, to: one };
}
