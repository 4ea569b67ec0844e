import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { locales } from "#app/i18n/locales.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Letter } from "#app/mail/letter.ts";
import { mailRetries, requireMail } from "#app/mail/mail-job.ts";
import { users, verifications } from "#schema";
import { type LinkKind, linkPath } from "./link-token.server.ts";
import { identifierOf, liveLink } from "./write-link.server.ts";

const linkData = z.object({
  kind: z.enum(["reset-password", "confirm-email"]),
  verificationId: z.uuid(),
  /** of who asked for it */
  locale: z.enum(locales),
  mailId: z.uuid(),
});

type LinkData = z.output<typeof linkData>;

/** Sends a link to the address that it is about. The link is made while it is sent, and kept nowhere. */
export const mailLinkJob = defineJob({
  name: "accounts.mailLink",
  data: linkData,
  key: ({ verificationId }) => verificationId,
  retries: mailRetries,
  run: async ({ data, mail: opened }, { kind, verificationId, locale, mailId }) => {
    const mail = requireMail(opened);
    const found = await findRecipient(data, { kind, verificationId });
    // Nobody has that address; or the link was used, or replaced by a newer one, meanwhile.
    if (!found) return;
    const { name, email, expiresAt } = found;
    const href = `${mail.origin}${linkPath(kind, { verificationId, expiresAt }, mail.secret)}`;
    await mail.send({ to: email, id: mailId, letter: letterOf({ kind, locale }, { name, email }, href) });
  },
});

/** Has it sent after the commit. */
export async function enqueueLink(tx: Transaction, link: Omit<LinkData, "mailId">): Promise<void> {
  await enqueue(tx, mailLinkJob, { ...link, mailId: newId() });
}

/** Within a transaction, which no replica answers. */
async function findRecipient(
  { database }: DataLayer,
  { kind, verificationId }: Pick<LinkData, "kind" | "verificationId">,
) {
  return database.inTransaction({ kind: "system" }, async (tx) => {
    const [link] = await tx
      .select({
        identifier: verifications.identifier,
        userId: verifications.value,
        expiresAt: verifications.expiresAt,
      })
      .from(verifications)
      .where(liveLink(kind, verificationId));
    if (!link) return undefined;
    const [user] = await tx
      .select({ name: users.name, email: users.email })
      .from(users)
      .where(eq(users.id, link.userId));
    if (!user) return undefined;
    const email =
      kind === "confirm-email" ? link.identifier.slice(identifierOf(kind, "").length) : user.email;
    return { name: user.name, email, expiresAt: link.expiresAt };
  });
}

function letterOf(
  { kind, locale }: { kind: LinkKind; locale: LinkData["locale"] },
  { name, email }: { name: string; email: string },
  href: string,
): Letter {
  const { m } = i18nFor(locale);
  const t = kind === "reset-password" ? m.mail.resetPassword : m.mail.confirmEmail;
  return {
    locale,
    subject: t.subject,
    greeting: m.mail.greetingTo(name),
    paragraphs: [t.text(email)],
    link: { label: t.link, href },
    notes: [t.until, t.notMeant],
  };
}
