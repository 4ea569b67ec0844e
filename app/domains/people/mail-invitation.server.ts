import { and, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { defaultLocale, isLocale } from "#app/i18n/locales.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Letter } from "#app/mail/letter.ts";
import { mailRetries, requireMail } from "#app/mail/mail-job.ts";
import { invitations, organizationSettings, organizations, users } from "#schema";
import { hashOfToken, invitationToken, type NamedInvitation } from "./invitation-token.server.ts";

/** Sends an invitation. Its link is made while it is sent: neither that nor the address is kept with the job. */
export const mailInvitationJob = defineJob({
  name: "people.mailInvitation",
  data: z.object({ organizationId: z.uuid(), invitationId: z.uuid(), mailId: z.uuid() }),
  key: ({ invitationId }) => invitationId,
  retries: mailRetries,
  run: async ({ data, mail: opened }, { mailId, ...named }) => {
    const mail = requireMail(opened);
    const invitation = await findOpen(data, named);
    // Taken up, taken back or expired meanwhile.
    if (!invitation) return;
    const token = invitationToken({ ...named, expiresAt: invitation.expiresAt }, mail.secret);
    if (hashOfToken(token) !== invitation.tokenHash) {
      throw new Error("The invitation was made with another secret: it has to be renewed.");
    }
    const href = `${mail.origin}/invitations/${token}`;
    await mail.send({ to: invitation.email, id: mailId, letter: letterOf(invitation, href) });
  },
});

/** Has it sent after the commit. */
export async function enqueueInvitation(tx: Transaction, named: NamedInvitation): Promise<void> {
  await enqueue(tx, mailInvitationJob, { ...named, mailId: newId() });
}

type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findOpen>>>;

/** Within a transaction, which no replica answers. */
async function findOpen({ database }: DataLayer, { organizationId, invitationId }: NamedInvitation) {
  return database.inTransaction({ kind: "system", organizationId }, async (tx) => {
    const [found] = await tx
      .select({
        email: invitations.email,
        expiresAt: invitations.expiresAt,
        tokenHash: invitations.tokenHash,
        inviter: users.name,
        organization: organizations.name,
        timeZone: organizationSettings.timeZone,
        locale: organizationSettings.locale,
      })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.inviterId))
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .innerJoin(organizationSettings, eq(organizationSettings.organizationId, invitations.organizationId))
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.id, invitationId),
          eq(invitations.status, "pending"),
          gt(invitations.expiresAt, sql`now()`),
        ),
      );
    return found;
  });
}

/** In the organization's language: of who is invited, none is known yet. */
function letterOf(
  { inviter, organization, email, expiresAt, ...found }: OpenInvitation,
  href: string,
): Letter {
  const locale = isLocale(found.locale) ? found.locale : defaultLocale;
  const { m, f } = i18nFor(locale);
  const t = m.mail.invitation;
  return {
    locale,
    subject: t.subject(organization),
    greeting: m.mail.greeting,
    paragraphs: [t.text(inviter, organization)],
    link: { label: t.link, href },
    notes: [t.until(f.dateTime(expiresAt.toISOString(), found.timeZone)), t.onlyFor(email), t.notMeant],
  };
}
