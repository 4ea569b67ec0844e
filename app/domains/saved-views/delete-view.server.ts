import { eq } from "drizzle-orm";
import { savedViews } from "#schema";
import { declareCommand } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { lockView } from "./write-view.server.ts";

/**
 * Removes a view; the leads in it stay.
 * @throws NotFoundError, ForbiddenError
 */
export const deleteView = declareCommand({
  name: "views.delete",
  scope: "organization",
  permission: "views.save",
  touches: ({ organizationId }, _input: { viewId: string }) => [tags.views(organizationId)],
  run: async (tx, { viewId }: { viewId: string }, scope): Promise<void> => {
    await lockView(tx, scope, viewId);
    await tx.delete(savedViews).where(eq(savedViews.id, viewId));
    await noteActivity(tx, scope, { action: "views.delete", recordType: "view", recordId: viewId });
  },
});
