import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Keyset, keyset } from "./keyset.ts";
import type { Direction, SortTerm } from "./sort-term.ts";

const directions = ["asc", "desc"] as const;

/**
 * The keysets of a list that a reader may sort in several ways, each in both directions.
 * @param columns what to sort by, for each name that a sort has in the address
 * @returns the keyset of a sort
 */
export function sortedKeysets<By extends string>(
  name: string,
  unique: AnyPgColumn,
  columns: Readonly<Record<By, (direction: Direction) => SortTerm[]>>,
): (sort: { by: By; direction: Direction }) => Keyset {
  const keysets = new Map(
    Object.entries<(direction: Direction) => SortTerm[]>(columns).flatMap(([by, termsIn]) =>
      directions.map((direction) => {
        const listName = `${name}.${by}.${direction}`;
        return [listName, keyset({ name: listName, columns: termsIn(direction), unique })] as const;
      }),
    ),
  );
  return ({ by, direction }) => {
    const known = keysets.get(`${name}.${by}.${direction}`);
    if (!known) throw new RangeError(`${name} are not sorted by ${by} ${direction}`);
    return known;
  };
}
