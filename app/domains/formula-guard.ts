// A spreadsheet calculates a cell that begins with one of these: https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/**
 * A text as a CSV file may hold it: with an apostrophe in front where a spreadsheet would take it for a formula. One that looks guarded
 * already gets another, so that {@link unguardFormula} gives back every text.
 */
export const guardFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** What {@link guardFormula} was given. */
export const unguardFormula = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell);
