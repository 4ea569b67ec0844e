import { ConflictError } from "#app/domains/errors.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { editTask } from "#app/domains/tasks/commands.server.ts";
import { taskForm } from "#app/domains/tasks/forms.ts";
import type { TaskFacts } from "#app/domains/tasks/task-facts.ts";
import { taskUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ButtonLink, ConfirmLink, Flash, VersionTable } from "#app/ui/index.ts";
import { LeadPartHeader } from "../leads/lead-part-header.tsx";
import type { Route } from "./+types/edit.ts";
import { requireTask } from "./find-task.server.ts";
import { loadLeadTasks } from "./load-lead-tasks.server.ts";
import { TaskForm } from "./task-form.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, lead, task, organization } = await requireTask(context, params);
  const { assignees } = await loadLeadTasks(caller, lead);
  return { lead, task, assignees, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, lead, task } = await requireTask(context, params);
  const submission = await parseForm(request, taskForm);
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { seen = "", ...facts } = submission.value;
  try {
    await editTask(caller, { leadId: lead.id, taskId: task.id, version: seen, facts });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { task: saved } = await requireTask(context, params);
    return outdatedEdit(submission.reply(), { yours: facts, saved });
  }
  return redirectWithFlash(context, leadUrl(organization.slug, lead.id), {
    tone: "good",
    message: "tasks.flash.saved",
  });
}

export default function EditTask({ loaderData, actionData }: Route.ComponentProps) {
  const { lead, assignees, slug } = loaderData;
  const { result, conflict } = actionData ?? {};
  const task = conflict?.saved ?? loaderData.task;
  const { m } = useI18n();
  const t = m.tasks;
  const here = taskUrl(slug, lead.id, task.id);
  // Who has lost sight of the lead keeps what they have until somebody else is chosen.
  const { assigneeId, assigneeName } = task;
  const choices =
    assignees && assigneeId !== null && !assignees.some(({ userId }) => userId === assigneeId)
      ? [{ userId: assigneeId, name: assigneeName ?? "" }, ...assignees]
      : assignees;
  return (
    <>
      <LeadPartHeader lead={lead} slug={slug} title={t.edit} />
      <TaskForm
        // Anew after a conflict: fields that were left alone then hold something else.
        key={`${task.id} ${conflict?.saved.version ?? ""}`}
        action={here}
        stored={task}
        seen={task.version}
        assignees={choices}
        lastResult={result}
        submitLabel={m.common.save}
        conflict={
          conflict && (
            <>
              <Flash tone="bad" answer={conflict}>
                {t.conflict}
              </Flash>
              <TaskVersions {...conflict} people={choices ?? []} />
            </>
          )
        }
      >
        <ButtonLink to={leadUrl(slug, lead.id)} look="quiet">
          {m.common.cancel}
        </ButtonLink>
      </TaskForm>
      <div className="mt-8">
        <ConfirmLink
          href={`${here}/delete`}
          action={`${here}/delete`}
          title={t.deleteTitle}
          text={t.deleteText}
          confirmLabel={t.deleteConfirm}
        >
          {t.delete}
        </ConfirmLink>
      </div>
    </>
  );
}

interface TaskVersionsProps {
  yours: TaskFacts;
  saved: TaskFacts;
  people: readonly { userId: string; name: string }[];
}

function TaskVersions({ yours, saved, people }: TaskVersionsProps) {
  const { m, f } = useI18n();
  const t = m.tasks.fields;
  const nameOf = ({ assigneeId }: TaskFacts) =>
    people.find(({ userId }) => userId === assigneeId)?.name ?? t.nobody;
  return (
    <VersionTable
      rows={[
        { label: t.title, yours: yours.title, saved: saved.title },
        { label: t.dueOn, yours: f.date(yours.dueOn), saved: f.date(saved.dueOn) },
        { label: t.assigneeId, yours: nameOf(yours), saved: nameOf(saved) },
      ]}
    />
  );
}
