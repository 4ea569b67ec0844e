import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { deleteTask } from "#app/domains/tasks/commands.server.ts";
import { taskUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/delete.ts";
import { requireTask } from "./find-task.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, task, organization } = await requireTask(context, params);
  return { here: taskUrl(organization.slug, lead.id, task.id) };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, lead, task } = await requireTask(context, params);
  await deleteTask(caller, { leadId: lead.id, taskId: task.id });
  return redirectWithFlash(context, leadUrl(organization.slug, lead.id), {
    tone: "good",
    message: "tasks.flash.deleted",
  });
}

/** Asks before a follow-up is deleted. */
export default function DeleteTask({ loaderData: { here } }: Route.ComponentProps) {
  const { m } = useI18n();
  const t = m.tasks;
  return (
    <>
      <title>{m.common.pageTitle(t.deleteTitle)}</title>
      <ConfirmPage
        title={t.deleteTitle}
        text={t.deleteText}
        confirmLabel={t.deleteConfirm}
        action={`${here}/delete`}
        cancelHref={here}
      />
    </>
  );
}
