export { type DeleteLeadInput, deleteLead, restoreLead } from "./bin.server.ts";
export { type BulkAssignInput, bulkAssign } from "./bulk-assign.server.ts";
export { bulkDelete } from "./bulk-delete.server.ts";
export { type BulkMoveInput, bulkMove } from "./bulk-move.server.ts";
export {
  type BulkInput,
  type BulkResult,
  changeMany,
  touchedByMany,
  writable,
} from "./change-many.server.ts";
export { type CreateLeadInput, createLead } from "./create-lead.server.ts";
export { type EditLeadInput, editLead } from "./edit-lead.server.ts";
export { noteExport } from "./export-leads.server.ts";
export {
  type ChangeInteractionInput,
  changeInteraction,
  type DeleteInteractionInput,
  deleteInteraction,
  type LogInteractionInput,
  logInteraction,
} from "./interactions.server.ts";
export { type MergeLeadsInput, mergeLeads } from "./merge-lead.server.ts";
export { type MoveLeadInput, moveLead } from "./move-lead.server.ts";
export { requireVisibleLead } from "./write-lead.server.ts";
