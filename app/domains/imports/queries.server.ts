export {
  getImport,
  getLastMapping,
  getSample,
  type ImportDetails,
  type ImportSample,
  listRejected,
  type RejectedRow,
} from "./get-import.server.ts";
export { type ListedImport, listImports } from "./list-imports.server.ts";
