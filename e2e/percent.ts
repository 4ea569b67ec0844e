const format = new Intl.NumberFormat("en", {
  ...{ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
});

/** A ratio as pages in English write it; a product with 100 is not the same number, and may be rounded to the other side. */
export const percent = (ratio: number) => format.format(ratio);

/** How a count compares with that of a period before, in a page's words. */
export function changeInWords(before: number, now: number): string {
  if (now === before) return "unchanged";
  return `${now < before ? "down" : "up"} ${percent(Math.abs(now - before) / before)}`;
}
