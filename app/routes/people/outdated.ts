import type { Role } from "#schema";

/** Why a question about a member does not stand any more. */
export interface Outdated {
  lastOwner: boolean;
  /** What they are by now. */
  saved: Role;
}

/** What an action answered, where it is that. */
export function outdatedIn(answer: object | undefined): Outdated | undefined {
  return answer !== undefined && "lastOwner" in answer ? (answer as Outdated) : undefined;
}
