import { Form } from "react-router";
import type { Task } from "#app/domains/tasks/queries.server.ts";
import { urgencyOf } from "#app/domains/tasks/task-facts.ts";
import { taskUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Badge, Link, SubmitButton, type Tone } from "#app/ui/index.ts";

const tones = { overdue: "bad", today: "warn", coming: "neutral" } as const satisfies Record<string, Tone>;

/** How a follow-up stands: done, overdue, due today, or coming. */
export function TaskState({ task, today }: { task: Pick<Task, "dueOn" | "done">; today: string }) {
  const { m } = useI18n();
  if (task.done) return <Badge tone="good">{m.tasks.done}</Badge>;
  const urgency = urgencyOf(task.dueOn, today);
  return <Badge tone={tones[urgency]}>{m.tasks.urgency[urgency]}</Badge>;
}

interface TickFormProps {
  task: Pick<Task, "id" | "leadId" | "title" | "done">;
  slug: string;
  /** where the reader is, and wants to be again */
  back: "lead" | "tasks";
}

/** Ticks a follow-up off, or takes that back. */
export function TickForm({ task, slug, back }: TickFormProps) {
  const { m } = useI18n();
  const t = m.tasks;
  const action = `${taskUrl(slug, task.leadId, task.id)}/done`;
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="back" value={back} />
      <SubmitButton look="quiet" name="done" value={task.done ? "no" : "yes"} action={action}>
        <span aria-hidden="true">{task.done ? t.undo : t.tick}</span>
        <span className="sr-only">{task.done ? t.undoOf(task.title) : t.tickOf(task.title)}</span>
      </SubmitButton>
    </Form>
  );
}

/** The follow-ups of a lead. */
export function TaskItems({ tasks, slug, today }: { tasks: readonly Task[]; slug: string; today: string }) {
  const { m, f } = useI18n();
  const t = m.tasks;
  if (tasks.length === 0) return <p className="mb-4 text-muted">{t.none}</p>;
  return (
    <ul className="mb-6 border-line border-t">
      {tasks.map((task) => (
        <li
          key={task.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
        >
          <div className="min-w-0 break-words">
            <p className={task.done ? "text-muted line-through" : "font-semibold"}>{task.title}</p>
            <p className="flex flex-wrap gap-x-3 text-muted text-sm">
              <TaskState task={task} today={today} />
              <span>{t.due(f.date(task.dueOn))}</span>
              {task.assigneeName !== null && <span>{task.assigneeName}</span>}
              <Link
                className="link print:hidden"
                aria-label={t.changeOf(task.title)}
                to={taskUrl(slug, task.leadId, task.id)}
              >
                {t.change}
              </Link>
            </p>
          </div>
          <TickForm task={task} slug={slug} back="lead" />
        </li>
      ))}
    </ul>
  );
}
