/** The most that a lead's value may be, in minor units; the database checks the same. */
export const largestAmount = 100_000_000_000_000;

/**
 * Reads amounts as a file writes them, in minor units: "1.234,5" with a decimal comma and two digits is 123450. A currency's
 * symbol or code in front is allowed, and zeros beyond the currency's digits. Anything else is undefined: negative, too large,
 * more decimals than the currency has, marks in the wrong places.
 */
export function amountReader(decimal: "." | ",", digits: number): (cell: string) => number | undefined {
  const group = decimal === "." ? "," : "\\.";
  const space = "[ \\u00a0\\u202f]";
  const whole = `\\d+|\\d{1,3}(?:${group}\\d{3})+|\\d{1,3}(?:${space}\\d{3})+`;
  const shape = new RegExp(`^(?:[\\p{L}\\p{Sc}]{1,4}${space}?)?(${whole})(?:[${decimal}](\\d*))?$`, "u");
  return (cell) => {
    const [matched, units = "", fraction = ""] = shape.exec(cell) ?? [];
    if (matched === undefined || /[^0]/.test(fraction.slice(digits))) return undefined;
    const minor = Number(`${units.replace(/\D/g, "")}${fraction.slice(0, digits).padEnd(digits, "0")}`);
    return minor <= largestAmount ? minor : undefined;
  };
}
