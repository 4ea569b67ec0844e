import type { LeadStatus } from "#schema";

/** In pipeline order; `lost` stands outside the pipeline and ranks last. Apart from the schema, so that a browser can have it. */
export const leadStatuses = [
  "new",
  "first_contact",
  "qualified",
  "proposal",
  "negotiation",
  "won",
  "lost",
] as const satisfies readonly LeadStatus[];

/** The stages that lead to a win, in order: what a lead can have reached. */
export const pipelineStages = leadStatuses.slice(0, 6) as readonly Exclude<LeadStatus, "lost">[];

/** The stages that a lead can be in while it is worked on. */
export const openStatuses = leadStatuses.slice(0, 5) as readonly OpenStatus[];

export type OpenStatus = Exclude<LeadStatus, "won" | "lost">;

/** 0 to 6, as in `leads.status_rank`. */
export function rankOf(status: LeadStatus): number {
  return leadStatuses.indexOf(status);
}

export function isLeadStatus(value: unknown): value is LeadStatus {
  return leadStatuses.some((status) => status === value);
}
