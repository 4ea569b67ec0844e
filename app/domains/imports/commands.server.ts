export { finishRehearsal } from "./finish-rehearsal.server.ts";
export { type ImportSummary, importLeads, type LeadsImport } from "./import-leads.server.ts";
export { type QueuedTask, queueImport } from "./queue-import.server.ts";
export { rehearseRows } from "./rehearse-rows.server.ts";
export { revertImport } from "./revert-import.server.ts";
export { storeUpload } from "./store-upload.server.ts";
export { sweepImports } from "./sweep-imports.server.ts";
export { failImport, noteProgress, takeImport } from "./take-import.server.ts";
export { addPiece, finishUpload, forgetUpload, startUpload } from "./upload.server.ts";
