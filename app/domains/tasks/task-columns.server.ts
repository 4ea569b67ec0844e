import { sql } from "drizzle-orm";
import { isoInstant } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leads, tasks, users } from "#schema";
import { tags } from "../tags.server.ts";
import type { TaskFacts } from "./task-facts.ts";

export interface Task extends TaskFacts {
  id: string;
  leadId: string;
  leadName: string;
  assigneeName: string | null;
  done: boolean;
  /** When it was last written, so that two people editing at once are told. */
  version: string;
}

/** A follow-up is shown with its lead and whoever is to do it. */
export const taskTags = ({ organizationId }: OrganizationScope) => [
  tags.tasks(organizationId),
  tags.leads(organizationId),
  tags.people(organizationId),
];

export const taskColumns = {
  id: tasks.id,
  leadId: tasks.leadId,
  leadName: leads.name,
  title: tasks.title,
  dueOn: tasks.dueOn,
  assigneeId: tasks.assigneeId,
  assigneeName: users.name,
  done: sql<boolean>`${tasks.doneAt} is not null`.as("done"),
  version: isoInstant(tasks.updatedAt).as("version"),
};
