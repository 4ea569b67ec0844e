export { deleteView } from "./delete-view.server.ts";
export { type RenameViewInput, renameView } from "./rename-view.server.ts";
export { type SaveViewInput, saveView } from "./save-view.server.ts";
