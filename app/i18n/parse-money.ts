import { minorDigits } from "./format.ts";

/**
 * What a person typed into a money field, in minor units. Takes both decimal marks whatever the language,
 * because people paste: "1.234,56", "1,234.56", "1234.5", "R$ 1 234". A single mark followed by exactly
 * three digits groups thousands ("1.234" is one thousand two hundred thirty-four).
 * @returns undefined for anything that is not an amount, or that has more decimals than the currency; an infinity for an amount that no
 * whole number holds exactly
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const bare = text.replace(/^\s*(-?)\s*[^\d\s.,-]{0,4}\s*/u, "$1").replace(/[\s\u00a0\u202f']/g, "");
  const match = /^(-?)(\d[\d.,]*)$/.exec(bare);
  if (!match) return undefined;
  const [, sign = "", amount = ""] = match;
  const mark = decimalMark(amount);
  const [whole = "", fraction = "", ...rest] = mark ? amount.split(mark) : [amount];
  if (rest.length > 0 || fraction.length > digits || !/^\d*$/.test(fraction)) return undefined;
  if (!/^\d+$|^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(whole)) return undefined;
  const minor = Number(`${sign}${whole.replace(/[.,]/g, "")}${fraction.padEnd(digits, "0")}`);
  return Number.isSafeInteger(minor) ? minor : minor * Number.POSITIVE_INFINITY;
}

/** The mark that separates decimals: the last one, unless it only groups thousands. */
function decimalMark(amount: string): "." | "," | undefined {
  const last = Math.max(amount.lastIndexOf("."), amount.lastIndexOf(","));
  if (last < 0) return undefined;
  const mark = amount[last] === "," ? "," : ".";
  const other = mark === "," ? "." : ",";
  const repeated = amount.indexOf(mark) !== last;
  const grouping = repeated || (amount.length - last - 1 === 3 && !amount.includes(other));
  return grouping ? undefined : mark;
}
