import { eq } from "drizzle-orm";
import { savedViews } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { lockView, refusingSameName } from "./write-view.server.ts";

export interface RenameViewInput {
  viewId: string;
  /** As it was when the form was made. */
  version: string;
  name: string;
}

/**
 * Gives a view another name. Nothing happens where it has that one.
 * @returns whether it has another name now
 * @throws NotFoundError, ForbiddenError, ConflictError where it changed meanwhile, FieldError for a name that is taken
 */
export const renameView = declareCommand({
  name: "views.rename",
  scope: "organization",
  permission: "views.save",
  touches: ({ organizationId }, _input: RenameViewInput, renamed: boolean) =>
    renamed ? [tags.views(organizationId)] : touchesNothing,
  run: async (tx, { viewId, version, name }: RenameViewInput, scope): Promise<boolean> => {
    const stored = await lockView(tx, scope, viewId);
    if (stored.name === name) return false;
    if (stored.version !== version) throw new ConflictError(`View ${viewId} changed meanwhile.`);
    await refusingSameName(() => tx.update(savedViews).set({ name }).where(eq(savedViews.id, viewId)));
    await noteActivity(tx, scope, { action: "views.rename", recordType: "view", recordId: viewId });
    return true;
  },
});
