import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { DataLayer } from "#app/domains/caller.ts";
import { defaultLocale, isLocale } from "#app/i18n/locales.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { mailRetries, requireMail } from "#app/mail/mail-job.ts";
import { leads, members, organizationSettings, organizations, tasks, users } from "#schema";
import { isLocalDate } from "../local-date.ts";
import { today as todayIn } from "../period.ts";
import { ofOpenLead } from "./of-open-lead.server.ts";
import { type DueTask, reminderLetter } from "./reminder-letter.ts";

const reminder = z.object({
  organizationId: z.uuid(),
  userId: z.uuid(),
  /** The local date for which it is. */
  today: z.string().refine(isLocalDate),
  mailId: z.uuid(),
});

type Reminder = z.output<typeof reminder>;

/** As many as are named one by one. */
const listed = 100;

/** Sends a member what they have to do by a day, as it is and as they see it while it is sent. */
export const mailReminderJob = defineJob({
  name: "tasks.mailReminder",
  data: reminder,
  key: ({ organizationId, userId, today }) => `${organizationId}/${userId}/${today}`,
  retries: mailRetries,
  run: async ({ data, mail: opened }, { today, mailId, ...member }) => {
    const mail = requireMail(opened);
    const recipient = await findRecipient(data, member);
    // Removed, or wants none any more; or the mail server was away for so long that another day has begun.
    if (!recipient || todayIn(recipient.timeZone) !== today) return;
    const due = await listDue(data, { ...member, ...recipient }, today);
    const [{ count } = { count: 0 }] = due;
    if (count === 0) return;
    const locale = [recipient.ownLocale, recipient.locale].find(isLocale) ?? defaultLocale;
    await mail.send({
      to: recipient.email,
      id: mailId,
      letter: reminderLetter({ ...recipient, locale, origin: mail.origin, today, tasks: due, count }),
    });
  },
});

/** Within a transaction, which no replica answers. */
async function findRecipient(
  { database }: DataLayer,
  { organizationId, userId }: Pick<Reminder, "organizationId" | "userId">,
) {
  return database.inTransaction({ kind: "system", organizationId }, async (tx) => {
    const [found] = await tx
      .select({
        role: members.role,
        name: users.name,
        email: users.email,
        ownLocale: users.locale,
        organization: organizations.name,
        slug: organizations.slug,
        timeZone: organizationSettings.timeZone,
        locale: organizationSettings.locale,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .innerJoin(organizationSettings, eq(organizationSettings.organizationId, members.organizationId))
      .where(
        and(
          eq(members.organizationId, organizationId),
          eq(members.userId, userId),
          eq(users.reminders, true),
          eq(users.emailVerified, true),
        ),
      );
    return found;
  });
}

type Reader = Pick<Reminder, "organizationId" | "userId"> &
  Pick<NonNullable<Awaited<ReturnType<typeof findRecipient>>>, "role">;

/** Read on behalf of the member: row-level security leaves out what they do not see. */
async function listDue(
  { database }: DataLayer,
  { organizationId, userId, role }: Reader,
  until: string,
): Promise<(DueTask & { count: number })[]> {
  return database.inTransaction({ kind: "organization", organizationId, userId, role }, (tx) =>
    tx
      .select({
        title: tasks.title,
        dueOn: tasks.dueOn,
        leadId: tasks.leadId,
        leadName: leads.name,
        count: sql<number>`count(*) over ()`.mapWith(Number),
      })
      .from(tasks)
      .innerJoin(leads, ofOpenLead)
      .where(and(eq(tasks.assigneeId, userId), isNull(tasks.doneAt), lte(tasks.dueOn, until)))
      .orderBy(asc(tasks.dueOn), asc(tasks.id))
      .limit(listed),
  );
}
