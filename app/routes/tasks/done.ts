import { redirect } from "react-router";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { completeTask } from "#app/domains/tasks/commands.server.ts";
import { doneForm } from "#app/domains/tasks/forms.ts";
import { tasksUrl, taskUrl } from "#app/domains/tasks/task-urls.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { Route } from "./+types/done.ts";
import { requireTask } from "./find-task.server.ts";

/** Nobody is sent here but by a form: the follow-up itself has more to say. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, task, organization } = await requireTask(context, params);
  throw redirect(taskUrl(organization.slug, lead.id, task.id));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, lead, task, organization } = await requireTask(context, params);
  const submission = await parseForm(request, doneForm);
  // Two buttons, no fields: what is wrong was not sent by this house.
  if (submission.status !== "success") throw httpError(400);
  const done = submission.value.done === "yes";
  await completeTask(caller, { leadId: lead.id, taskId: task.id, done });
  const { slug } = organization;
  return redirectWithFlash(
    context,
    submission.value.back === "tasks" ? tasksUrl(slug) : leadUrl(slug, lead.id),
    { tone: "good", message: done ? "tasks.flash.done" : "tasks.flash.open" },
  );
}
