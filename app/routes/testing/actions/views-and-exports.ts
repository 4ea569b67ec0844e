import { newId } from "#app/db/new-id.ts";
import { managers, members, sent } from "#dev/test/visitors.ts";
import { type Action, done, versionOf } from "./action.ts";

/** Of what is made of the list of leads. */
export const viewAndExportActions: Action[] = [
  ...["csv", "xlsx"].map(
    (ending): Action => ({
      pattern: `/o/:organization/leads/export.${ending}`,
      form: () => ({}),
      answers: sent(members(200)),
      writes: "activity_log",
      file: true,
    }),
  ),
  {
    pattern: "/o/:organization/leads/views/new",
    form: () => ({ viewId: newId(), name: `View ${newId()}`, search: "status=won" }),
    answers: sent({ ...members(done), mentee: 403 }),
    writes: "saved_views",
  },
  {
    pattern: "/o/:organization/leads/views/:viewId",
    form: async ({ sql, viewId }) => ({
      name: `View ${newId()}`,
      version: await versionOf(sql, "saved_views", viewId),
    }),
    answers: sent(managers(done)),
    writes: "saved_views",
  },
  {
    pattern: "/o/:organization/leads/views/:viewId/delete",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "saved_views",
  },
];
