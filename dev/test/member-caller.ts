import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import type { Role } from "#schema";
import type { ArrangedOrganization } from "./arrange-organization.ts";

/** On whose behalf a member of an arranged organization reads and writes. */
export const memberScope = ({ id, users }: ArrangedOrganization, role: Role): OrganizationScope => ({
  kind: "organization",
  organizationId: id,
  userId: users[role],
  role,
});

/** A member of an arranged organization, reading and writing through a data layer. */
export const memberCaller = (
  data: DataLayer,
  organization: ArrangedOrganization,
  role: Role,
): Caller<OrganizationScope> => callerFor(data, memberScope(organization, role));
