/** What a person writes down about what is to be done for a lead. */
export interface TaskFacts {
  title: string;
  /** Local date of the organization. */
  dueOn: string;
  /** Who is to do it; null for nobody in particular. */
  assigneeId: string | null;
}

export type TaskUrgency = "overdue" | "today" | "coming";

/** How a task that is due on a local date stands on another. */
export function urgencyOf(dueOn: string, today: string): TaskUrgency {
  if (dueOn < today) return "overdue";
  return dueOn === today ? "today" : "coming";
}
