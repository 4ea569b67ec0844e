import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import type { Task } from "#app/domains/tasks/queries.server.ts";
import { tasksUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Link, Section } from "#app/ui/index.ts";
import { TaskState } from "../tasks/task-items.tsx";

interface DueTasksProps {
  tasks: readonly Task[];
  slug: string;
  /** local date */
  today: string;
}

/** What should be done by now, of everybody that the readers of this page see. */
export function DueTasks({ tasks, slug, today }: DueTasksProps) {
  const { m, f } = useI18n();
  const t = m.tasks;
  if (tasks.length === 0) return null;
  return (
    <Section
      title={t.home.title}
      className="mt-12"
      actions={
        <>
          <Link className="link" to={tasksUrl(slug)}>
            {t.home.mine}
          </Link>
          <Link className="link" to={tasksUrl(slug, "all")}>
            {t.list.all}
          </Link>
        </>
      }
    >
      <ul className="border-line border-t">
        {tasks.map((task) => (
          <li
            key={task.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2"
          >
            <span className="min-w-0 break-words">
              <Link className="link font-semibold" to={leadUrl(slug, task.leadId)}>
                {task.title}
              </Link>
              <span className="text-muted"> · {task.leadName}</span>
            </span>
            <span className="flex flex-wrap gap-x-4 text-muted text-sm">
              {task.assigneeName !== null && <span>{task.assigneeName}</span>}
              <span>{f.date(task.dueOn)}</span>
              <TaskState task={task} today={today} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
