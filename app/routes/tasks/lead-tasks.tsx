import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { leadTasksUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Section } from "#app/ui/index.ts";
import type { LoadedLeadTasks } from "./load-lead-tasks.server.ts";
import { TaskForm } from "./task-form.tsx";
import { TaskItems } from "./task-items.tsx";

interface LeadTasksProps {
  leadId: string;
  slug: string;
  loaded: LoadedLeadTasks;
  /** the reader, who does it unless somebody else is chosen */
  userId: string;
  /** local date */
  today: string;
}

/** What is to be done for a lead, and the form for one thing more. */
export function LeadTasks(props: LeadTasksProps) {
  const { m } = useI18n();
  const { loaded, slug, today } = props;
  return (
    <Section title={m.tasks.title}>
      <TaskItems tasks={loaded.tasks} slug={slug} today={today} />
      <div className="print:hidden">
        {/* Another one after each that was added: blank again. */}
        <NewTaskForm key={newestOf(loaded)} {...props} />
      </div>
    </Section>
  );
}

/** The form for one thing more to be done for a lead. */
export function NewTaskForm({
  leadId,
  slug,
  loaded,
  userId,
  today,
  ...rest
}: LeadTasksProps & { lastResult?: SubmissionResult<string[]> | undefined; children?: ReactNode }) {
  const { m } = useI18n();
  return (
    <TaskForm
      action={leadTasksUrl(slug, leadId)}
      stored={{ title: "", dueOn: today, assigneeId: userId }}
      seen={newestOf(loaded)}
      assignees={loaded.assignees}
      submitLabel={m.tasks.add}
      {...rest}
    />
  );
}

/** Ids are in order of time. */
const newestOf = ({ tasks }: LoadedLeadTasks) =>
  tasks.reduce((newest, { id }) => (id > newest ? id : newest), "");
