import { Temporal } from "temporal-polyfill";
import { today } from "../period.ts";
import type { DatePattern } from "./date-pattern.ts";

/** Whether what a {@link DatePattern} read is on a day after today: nothing has happened then. */
export type StillToCome = (value: string, kind: DatePattern["kind"]) => boolean;

/**
 * @param timeZone IANA; of values without an offset, and of what is called today
 * @param now an instant, ISO 8601
 */
export function stillToCome(timeZone: string, now?: string): StillToCome {
  const day = today(timeZone, now);
  const end = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return (value, kind) => (kind === "local" ? value.slice(0, day.length) > day : Date.parse(value) >= end);
}
