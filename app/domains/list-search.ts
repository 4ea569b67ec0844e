import { z } from "zod";
import type { SearchValues } from "./address.ts";

export interface Sort<By extends string> {
  by: By;
  direction: "asc" | "desc";
}

/** Where in a list: a cursor of another page, at most one of the two. */
export interface ListPlace {
  after?: string | null | undefined;
  before?: string | null | undefined;
}

/** A place in a list, as its address has it. */
export const cursor = z.string().max(4_000).optional();

/** What the search of every sorted list may hold beside its filter. */
export function sortedListFields<const By extends string>(sorts: readonly By[], usual: Sort<NoInfer<By>>) {
  return {
    sort: z.enum(sorts).default(() => usual.by as never),
    dir: z.enum(["asc", "desc"]).default(usual.direction),
    after: cursor,
    before: cursor,
  };
}

/** A sort as search parameters: none for the usual one. */
export function sortValues<By extends string>({ by, direction }: Sort<By>, usual: Sort<By>): SearchValues {
  return {
    sort: by === usual.by ? undefined : by,
    dir: direction === usual.direction ? undefined : direction,
  };
}
