import { listOwners } from "#app/domains/leads/queries.server.ts";
import { listLeadTasks } from "#app/domains/tasks/queries.server.ts";
import type { Member } from "#app/server/session.server.ts";

/** The follow-ups of a lead, and who may be given one; null for a mentee, who does not choose. */
export async function loadLeadTasks(
  caller: Member["caller"],
  { id: leadId, menteeId }: { id: string; menteeId: string },
) {
  const [tasks, assignees] = await Promise.all([
    listLeadTasks(caller, { leadId }),
    caller.scope.role === "mentee" ? null : listOwners(caller, { mentee: menteeId }),
  ]);
  return { tasks, assignees };
}

export type LoadedLeadTasks = Awaited<ReturnType<typeof loadLeadTasks>>;
