import { and, asc, eq, like } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { defaultLocale, isLocale, type Locale, locales } from "#app/i18n/locales.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Letter } from "#app/mail/letter.ts";
import { mailRetries, requireMail } from "#app/mail/mail-job.ts";
import { members, organizationSettings, users, verifications } from "#schema";

/** What somebody is told of who may not have done it themself. */
const changes = ["password", "email", "twoFactorOn", "twoFactorOff", "twoFactorDropped"] as const;

const notice = z.object({
  changed: z.enum(changes),
  noticeId: z.uuid(),
  /** of who did it, or may have */
  locale: z.enum(locales),
});

/** How what is told is kept beside the links, until it expires as they do: the queue holds no address. */
const prefix = "notice:";

/** Milliseconds for which it is tried to send it. */
const patience = 24 * 3_600_000;

/** Tells a person at the address that they had what was changed about their account. */
export const mailNoticeJob = defineJob({
  name: "accounts.mailNotice",
  data: notice,
  key: ({ noticeId }) => noticeId,
  retries: mailRetries,
  run: async ({ data, mail: opened }, { changed, noticeId, locale }) => {
    const mail = requireMail(opened);
    const found = await findNotice(data, noticeId);
    if (!found) return;
    const letter = letterOf(changed, { ...found, locale, origin: mail.origin });
    await mail.send({ to: found.email, id: noticeId, letter });
  },
});

/** Has it sent after the commit, to the address of that moment, whatever becomes of it meanwhile. */
export async function enqueueNotice(
  tx: Transaction,
  {
    changed,
    userId,
    email,
    locale,
  }: { userId: string; email: string } & Omit<z.output<typeof notice>, "noticeId">,
): Promise<void> {
  const noticeId = newId();
  const expiresAt = new Date(Date.now() + patience);
  await tx
    .insert(verifications)
    .values({ id: noticeId, identifier: `${prefix}${email}`, value: userId, expiresAt });
  await enqueue(tx, mailNoticeJob, { changed, noticeId, locale });
}

/** Tells a person that their password was changed. */
export async function tellOfPassword(tx: Transaction, userId: string, locale: Locale): Promise<void> {
  await tell(tx, { changed: "password", userId, locale });
}

/** Tells a person that a code is asked for when they sign in, or no longer. */
export async function tellOfTwoFactor(
  tx: Transaction,
  { userId, isOn, locale }: { userId: string; isOn: boolean; locale: Locale },
): Promise<void> {
  await tell(tx, { changed: isOn ? "twoFactorOn" : "twoFactorOff", userId, locale });
}

/** Tells a person that an operator turned their second step off, in their own language or that of an organization of theirs. */
export async function tellOfDroppedTwoFactor(tx: Transaction, userId: string): Promise<void> {
  const [spoken] = await tx
    .select({ own: users.locale, organization: organizationSettings.locale })
    .from(users)
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(organizationSettings, eq(organizationSettings.organizationId, members.organizationId))
    .where(eq(users.id, userId))
    .orderBy(asc(members.createdAt))
    .limit(1);
  const locale = [spoken?.own, spoken?.organization].find(isLocale) ?? defaultLocale;
  await tell(tx, { changed: "twoFactorDropped", userId, locale });
}

async function tell(
  tx: Transaction,
  { userId, ...what }: { userId: string } & Omit<z.output<typeof notice>, "noticeId">,
): Promise<void> {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (user) await enqueueNotice(tx, { ...what, userId, email: user.email });
}

/** Within a transaction, which no replica answers. */
async function findNotice({ database }: DataLayer, noticeId: string) {
  return database.inTransaction({ kind: "system" }, async (tx) => {
    const [row] = await tx
      .select({
        userId: verifications.value,
        identifier: verifications.identifier,
        at: verifications.createdAt,
      })
      .from(verifications)
      .where(and(eq(verifications.id, noticeId), like(verifications.identifier, `${prefix}%`)));
    if (!row) return undefined;
    const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.id, row.userId));
    return user && { name: user.name, email: row.identifier.slice(prefix.length), at: row.at };
  });
}

interface Told {
  name: string;
  email: string;
  at: Date;
  locale: Locale;
  origin: string;
}

function letterOf(changed: (typeof changes)[number], { name, email, at, locale, origin }: Told): Letter {
  const { m, f } = i18nFor(locale);
  const moment = `${f.dateTime(at.toISOString(), "UTC")} UTC`;
  const facts = { locale, greeting: m.mail.greetingTo(name) };
  if (changed === "email") {
    const t = m.mail.emailChanged;
    return {
      ...facts,
      subject: t.subject,
      paragraphs: [t.text(email, moment), t.ifNotYou],
      notes: [t.ifYou],
    };
  }
  const t = {
    password: m.mail.passwordChanged,
    twoFactorOn: m.mail.twoFactorOn,
    twoFactorOff: m.mail.twoFactorOff,
    twoFactorDropped: m.mail.twoFactorDropped,
  }[changed];
  const link = { label: t.link, href: `${origin}/forgot-password` };
  return {
    ...facts,
    subject: t.subject,
    paragraphs: [t.text(email, moment), t.ifNotYou],
    link,
    notes: [t.ifYou],
  };
}
