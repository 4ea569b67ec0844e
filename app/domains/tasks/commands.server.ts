export { completeTask } from "./complete-task.server.ts";
export { createTask } from "./create-task.server.ts";
export { deleteTask } from "./delete-task.server.ts";
export { editTask } from "./edit-task.server.ts";
export { remindMembers } from "./remind-members.server.ts";
