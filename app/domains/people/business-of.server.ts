import { type SQL, sql } from "drizzle-orm";
import { type invitations, type members, mentees } from "#schema";

/** The name of the business that somebody signs in for, or is to; null where there is none. */
export function businessOf(
  whose: SQL,
  { organizationId }: Pick<typeof members, "organizationId"> | Pick<typeof invitations, "organizationId">,
) {
  return sql<string | null>`(
    select ${mentees.businessName} from ${mentees}
    where ${mentees.organizationId} = ${organizationId} and ${mentees.deletedAt} is null and ${whose})`.as(
    "business",
  );
}
