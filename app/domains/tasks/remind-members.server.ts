import { and, eq, exists, isNull, lt, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueueAll } from "#app/jobs/enqueue.server.ts";
import { members, reminderDays, tasks, users } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { tags } from "../tags.server.ts";
import { mailReminderJob } from "./mail-reminder.server.ts";

/**
 * From when on members are reminded, in hours of their organization's clocks, and from when on no more: where nothing ran in
 * between, the next morning is early enough.
 */
const hours = { from: 7, until: 20 } as const;

/** Looks every quarter of an hour where it is morning: clocks differ by no less. */
export const remindJob = defineJob({
  name: "tasks.remind",
  data: z.null(),
  schedule: "*/15 * * * *",
  keepDays: 1,
  run: async ({ data, mail, signal }) => {
    // Whom nothing is sent to is not marked as reminded: it may be set up in the course of the day.
    if (mail === undefined) return;
    for (const { organizationId, today } of await organizationsToRemind(data)) {
      signal.throwIfAborted();
      await remindMembers(callerFor(data, { kind: "system", organizationId }), { organizationId, today });
    }
  },
});

interface Morning {
  organizationId: string;
  /** The local date there. */
  today: string;
}

async function organizationsToRemind({ database }: DataLayer): Promise<Morning[]> {
  // Within a transaction, which no replica answers.
  const { rows } = await database.inTransaction({ kind: "system" }, (tx) =>
    tx.execute<Morning & Record<string, unknown>>(sql`
      select settings.organization_id as "organizationId", to_char(settings.clock, 'YYYY-MM-DD') as today
      from (select organization_id, now() at time zone time_zone as clock from organization_settings) settings
      left join ${reminderDays} on ${reminderDays.organizationId} = settings.organization_id
      where extract(hour from settings.clock) >= ${hours.from} and extract(hour from settings.clock) < ${hours.until}
        and (${reminderDays.remindedOn} is null or ${reminderDays.remindedOn} < settings.clock::date)
      order by settings.organization_id`),
  );
  return rows;
}

/**
 * Has an e-mail sent to each member who has a follow-up to do by a local date, once for that date, whoever tries how often.
 * Which follow-ups, and whether they still see them, is found out while it is sent.
 * @returns how many e-mails
 */
export const remindMembers = declareCommand({
  name: "tasks.remind",
  scope: "system",
  touches: (_scope, _input: Morning, reminded: number) => (reminded > 0 ? [tags.jobs()] : touchesNothing),
  run: async (tx, { organizationId, today }): Promise<number> => {
    const marked = await tx
      .insert(reminderDays)
      .values({ organizationId, remindedOn: today })
      .onConflictDoUpdate({
        target: reminderDays.organizationId,
        set: { remindedOn: today },
        setWhere: lt(reminderDays.remindedOn, today),
      })
      .returning({ organizationId: reminderDays.organizationId });
    if (marked.length === 0) return 0;
    const due = tx
      .select({ id: tasks.id })
      .from(tasks)
      .where(
        and(
          eq(tasks.organizationId, members.organizationId),
          eq(tasks.assigneeId, members.userId),
          isNull(tasks.doneAt),
          lte(tasks.dueOn, today),
        ),
      );
    const reminded = await tx
      .select({ userId: members.userId })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.organizationId, organizationId),
          eq(users.reminders, true),
          // What leads are called goes to nobody who may have mistyped their address.
          eq(users.emailVerified, true),
          exists(due),
        ),
      );
    const reminders = reminded.map(({ userId }) => ({ organizationId, userId, today, mailId: newId() }));
    return enqueueAll(tx, mailReminderJob, reminders);
  },
});
