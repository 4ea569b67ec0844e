import { tags } from "#app/domains/tags.server.ts";

/** A member is shown with a name, a role, cohorts and a business. */
export const memberTags = ({ organizationId }: { organizationId: string }) => [
  tags.people(organizationId),
  tags.cohorts(organizationId),
  tags.mentees(organizationId),
];
