import { addressOf } from "../address.ts";
import type { ListPlace } from "../list-search.ts";

/** The address of the list of imports. */
export function importsUrl(slug: string, place: ListPlace = {}): string {
  return addressOf(`/o/${slug}/imports`, { ...place });
}

/** The address of one import's page. */
export function importUrl(slug: string, importId: string): string {
  return `/o/${slug}/imports/${importId}`;
}
