import { addressOf } from "../address.ts";
import { leadUrl } from "../leads/lead-filter.ts";
import type { ListPlace } from "../list-search.ts";

export const taskOwners = ["mine", "all"] as const;

/** Whose follow-ups: the reader's own, or those of everybody that the reader sees. */
export type TaskOwner = (typeof taskOwners)[number];

/** The address of the follow-ups that are still to be done. */
export function tasksUrl(slug: string, whose: TaskOwner = "mine", place: ListPlace = {}): string {
  return addressOf(`/o/${slug}/tasks`, { whose: whose === "mine" ? "" : whose, ...place });
}

/** Where a follow-up of a lead is written down. */
export function leadTasksUrl(slug: string, leadId: string): string {
  return `${leadUrl(slug, leadId)}/tasks`;
}

/** The address of one follow-up, where it is changed. */
export function taskUrl(slug: string, leadId: string, taskId: string): string {
  return `${leadTasksUrl(slug, leadId)}/${taskId}`;
}
