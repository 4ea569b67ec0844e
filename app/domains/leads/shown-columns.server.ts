import { and, eq, sql } from "drizzle-orm";
import { tags as labels, leads, leadTags, mentees, users } from "#schema";

// What a list tells of a lead from other tables. No joins: their estimates could talk the planner out of the index order.

const ofLead = and(eq(mentees.organizationId, leads.organizationId), eq(mentees.id, leads.menteeId));

/** The business that a lead belongs to. */
export const menteeName = sql<string>`(select ${mentees.businessName} from ${mentees} where ${ofLead})`.as(
  "mentee_name",
);

/** Who works it; null where nobody does. */
export const ownerName = sql<
  string | null
>`(select ${users.name} from ${users} where ${eq(users.id, leads.ownerId)})`.as("owner_name");

/** Nested, so that the columns keep the names of their tables. */
const tagged = and(eq(leadTags.organizationId, leads.organizationId), eq(leadTags.leadId, leads.id));
const itsTag = and(eq(labels.organizationId, leadTags.organizationId), eq(labels.id, leadTags.tagId));

/** Its tags, to be sorted {@link byName} where the planner does not see it. */
export const tagNames = sql<string[]>`array(
  select ${sql`${labels}.name`} from ${leadTags} join ${labels} on ${itsTag} where ${tagged})`.as(
  "tag_names",
);

export const byName = (one: string, other: string) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1);
