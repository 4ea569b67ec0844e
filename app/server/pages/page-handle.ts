/**
 * What a route's `handle` says of its page. A route may say so if its loaders read nothing but declared queries, preferences,
 * the address and the organization's local date; what differs from one time to the next, such as a fresh id, rules it out.
 */
export interface PageHandle {
  /** A browser that has the page is told 304 for as long as nothing changed that it was made from. */
  revalidates?: true;
  /**
   * The page is made once for everybody who sees the same, and kept until one of these changes: the tags of all its queries, within
   * its organization. Its loaders ask for the audience instead of the member.
   */
  keptFor?: readonly AudienceTag[];
}

/** Tags that an organization has once. */
export type AudienceTag = "leads" | "mentees" | "cohorts" | "people" | "views" | "labels" | "tasks";
