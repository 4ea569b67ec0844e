export { type ArchiveMenteeInput, archiveMentee } from "./archive-mentee.server.ts";
export { type CreateMenteeInput, createMentee } from "./create-mentee.server.ts";
export { type EditMenteeInput, editMentee } from "./edit-mentee.server.ts";
