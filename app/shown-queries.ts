/*
 * What a page was made from, for whoever develops it: see PLACAR_SHOW_QUERIES. Isomorphic: the server tells it with the document
 * and in a header of the data that scripts fetch, the browser shows the newest.
 */

export interface ShownQuery {
  name: string;
  /** hit, stale, miss, joined, bypass or away */
  outcome: string;
  /** milliseconds until the answer, and those that the database took */
  ms: number;
  loadMs: number;
  tags: readonly string[];
}

export const shownQueriesHeader = "X-Placar-Queries";

/** As text that a header may hold. */
export function queriesText(queries: readonly ShownQuery[]): string {
  return JSON.stringify(queries).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function readQueries(text: string | null | undefined): readonly ShownQuery[] | undefined {
  return text ? (JSON.parse(text) as ShownQuery[]) : undefined;
}

let newest: readonly ShownQuery[] | undefined;
const listeners = new Set<() => void>();

/** Those of the last answer that a script fetched; undefined before the first. */
export const newestQueries = () => newest;

export function subscribeToQueries(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** In the browser: notes what each answer says of its queries. */
export function watchQueries(): void {
  const { fetch } = window;
  window.fetch = async (...args) => {
    const response = await fetch(...args);
    const queries = readQueries(response.headers.get(shownQueriesHeader));
    if (queries) {
      newest = queries;
      for (const listener of listeners) listener();
    }
    return response;
  };
}
