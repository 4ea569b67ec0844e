import { eq } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { savedViews } from "#schema";
import { seesEverything } from "../declare-query.server.ts";
import { ForbiddenError, NotFoundError } from "../errors.ts";
import { refusingTaken } from "../refuse-taken.server.ts";

/**
 * A view as it is stored, held until the transaction ends, for whoever may change it: who made it, owners and admins.
 * @throws NotFoundError, ForbiddenError
 */
export async function lockView(tx: Transaction, scope: OrganizationScope, viewId: string) {
  const [view] = await tx
    .select({
      name: savedViews.name,
      userId: savedViews.userId,
      version: isoInstant(savedViews.updatedAt),
    })
    .from(savedViews)
    .where(eq(savedViews.id, viewId))
    .for("update");
  if (!view) throw new NotFoundError(`There is no view ${viewId}.`);
  if (!seesEverything(scope) && view.userId !== scope.userId) {
    throw new ForbiddenError(`View ${viewId} is somebody else's to change.`);
  }
  return view;
}

/** Runs a write; two views with one name are an error of that field. */
export const refusingSameName = <T>(write: () => Promise<T>): Promise<T> =>
  refusingTaken({ saved_views_name_unique: "name" }, write);
