/** Search parameters by name; what is undefined or blank is left out, several values repeat the name. */
export type SearchValues = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** In order of the names: the same search has one text. */
export function searchOf(values: SearchValues): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of [value ?? ""].flat()) if (each !== "") search.append(name, each);
  }
  // Stable: repeated names keep their order.
  search.sort();
  return search;
}

/** A path with its search, without a lonely question mark. */
export function addressOf(path: string, values: SearchValues): string {
  const text = searchOf(values).toString();
  return text === "" ? path : `${path}?${text}`;
}
