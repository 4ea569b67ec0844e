import { savedViews } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { refusingSameName } from "./write-view.server.ts";

export interface SaveViewInput {
  /** Drawn when the form was made (UUIDv7): the same form sent twice makes one view. */
  viewId: string;
  name: string;
  /** Of the list's address, normalised. */
  search: string;
}

/**
 * Keeps a filter and an order of the leads under a name, for everybody in the organization.
 * @returns whether it was made now, and not by the same form before
 * @throws FieldError for a name that is taken
 */
export const saveView = declareCommand({
  name: "views.save",
  scope: "organization",
  permission: "views.save",
  touches: ({ organizationId }, _input: SaveViewInput, made: boolean) =>
    made ? [tags.views(organizationId)] : touchesNothing,
  run: async (tx, { viewId, name, search }: SaveViewInput, scope): Promise<boolean> => {
    const { organizationId, userId } = scope;
    const [made] = await refusingSameName(() =>
      tx
        .insert(savedViews)
        .values({ id: viewId, organizationId, userId, list: "leads", name, search })
        .onConflictDoNothing({ target: savedViews.id })
        .returning({ id: savedViews.id }),
    );
    if (!made) return false;
    await noteActivity(tx, scope, { action: "views.save", recordType: "view", recordId: viewId });
    return true;
  },
});
