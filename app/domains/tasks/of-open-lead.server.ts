import { and, eq, isNull } from "drizzle-orm";
import { leads, tasks } from "#schema";

/** Of leads that are not in the bin. */
export const ofOpenLead = and(
  eq(leads.organizationId, tasks.organizationId),
  eq(leads.id, tasks.leadId),
  isNull(leads.deletedAt),
);
