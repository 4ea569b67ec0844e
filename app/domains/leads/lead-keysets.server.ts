import { by, type Keyset, keyset } from "#app/db/keyset/index.ts";
import { leads } from "#schema";
import { type LeadSort, leadSorts } from "./lead-filter.ts";

const directions = ["asc", "desc"] as const;

/** Each has an index of its own; undeclared values stand last in both directions. */
const keysets = new Map(
  leadSorts.flatMap((sort) =>
    directions.map((direction) => [`${sort} ${direction}`, keysetOf({ by: sort, direction })] as const),
  ),
);

/** The order of a list of leads, to be read page by page. */
export function leadKeyset(sort: LeadSort): Keyset {
  const known = keysets.get(`${sort.by} ${sort.direction}`);
  if (!known) throw new RangeError(`Leads are not sorted by ${sort.by} ${sort.direction}`);
  return known;
}

function keysetOf({ by: column, direction }: LeadSort): Keyset {
  const columns = {
    entered: [by(leads.enteredAt, direction)],
    value: [by(leads.value, direction, { nulls: "last" })],
    stage: [by(leads.statusRank, direction), by(leads.enteredAt, direction)],
  }[column];
  return keyset({ name: `leads.${column}.${direction}`, columns, unique: leads.id });
}
