/** As many characters tell a row from others; a row may have a million. */
const most = 300;

/** How a row of a file begins, on one line. */
export function rowBeginning(cells: readonly string[]): string {
  const row = cells.join(" · ");
  return row.length <= most ? row : `${row.slice(0, most).toWellFormed()}…`;
}
