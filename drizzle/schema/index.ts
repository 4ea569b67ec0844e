export * from "./accounts.ts";
export * from "./activity-log.ts";
export * from "./cohorts.ts";
export * from "./imports.ts";
export * from "./invitations.ts";
export * from "./leads.ts";
export * from "./mentees.ts";
export * from "./organization-settings.ts";
export * from "./organizations.ts";
export * from "./pending-invalidations.ts";
export * from "./rate-limits.ts";
export * from "./reminder-days.ts";
export * from "./saved-views.ts";
export * from "./tags.ts";
export * from "./tasks.ts";

/** The auth library's tables and what guards them: used before an organization is known, so no tenancy and no row-level security. */
export const exemptTables = [
  "users",
  "sessions",
  "accounts",
  "verifications",
  "two_factors",
  "organizations",
  "members",
  "invitations",
  "rate_limits",
] as const;
