/** Where in its two lists the page of people is. */
export interface PeoplePlaces {
  after?: string;
  before?: string;
  invitedAfter?: string;
  invitedBefore?: string;
}

/** The address of an organization's people. */
export function peopleUrl(slug: string, places: PeoplePlaces = {}): string {
  const search = new URLSearchParams({ ...places }).toString();
  return `/o/${slug}/people${search === "" ? "" : `?${search}`}`;
}

/** The address of one open invitation, for who manages people. */
export function invitationUrl(slug: string, invitationId: string): string {
  return `/o/${slug}/people/invitations/${invitationId}`;
}

/** The address of one member, for who manages people. */
export function personUrl(slug: string, userId: string): string {
  return `/o/${slug}/people/${userId}`;
}

/** Where one leaves an organization. */
export function leaveUrl(slug: string): string {
  return `/o/${slug}/leave`;
}
