import type { Period } from "./period.ts";

/** The whole calendar month "YYYY-MM". Apart from the other periods, so that a browser can have it without a calendar library. */
export function monthPeriod(month: string): Period {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${lastDay}` };
}
