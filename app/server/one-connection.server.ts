import { isEmbedded } from "#app/db/migrate.server.ts";
import { type RequestContext, requestServices } from "./request-context.server.ts";

/** Whether everybody's pages share one connection with the work in the background: on an embedded database they wait for long transactions. */
export function sharesOneConnection(context: RequestContext): boolean {
  return isEmbedded(requestServices(context).data.database);
}
