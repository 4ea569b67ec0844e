/** What a column of a file is called: one line, as a form sends it back whatever breaks its cell has. */
export const columnName = (cell: string): string => cell.trim().replace(/\s+/g, " ");
