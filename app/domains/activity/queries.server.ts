export {
  type ActivityArgs,
  type ActivityEntry,
  type ActivityPage,
  listActivity,
} from "./list-activity.server.ts";
export { type Actor, listActors } from "./list-actors.server.ts";
