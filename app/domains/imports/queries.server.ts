export { getImport, type ImportDetails } from "./get-import.server.ts";
export { getLastMapping } from "./get-last-mapping.server.ts";
export { getSample, type ImportSample } from "./get-sample.server.ts";
export { type ListedImport, listImports } from "./list-imports.server.ts";
export { listRejected, type RejectedRow } from "./list-rejected.server.ts";
