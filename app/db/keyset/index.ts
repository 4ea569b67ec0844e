export type { PlainData } from "./canonical-text.ts";
export { InvalidCursorError } from "./invalid-cursor-error.ts";
export { type Keyset, type KeysetDefinition, keyset, type PageRequest } from "./keyset.ts";
export type { CursorColumns, KeysetPage, PagePart, PageResult } from "./page.ts";
export { by, type Direction, type Nulls, type SortTerm } from "./sort-term.ts";
export { sortedKeysets } from "./sorted.ts";
