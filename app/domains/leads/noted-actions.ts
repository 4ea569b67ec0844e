/** What a lead's history tells from the activity log; moves and interactions have tables of their own. */
export const notedActions = [
  "leads.edit",
  "leads.delete",
  "leads.restore",
  "leads.merge",
  "labels.tagLead",
  "labels.untagLead",
] as const;

export type NotedAction = (typeof notedActions)[number];
