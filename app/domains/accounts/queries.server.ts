import { and, asc, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { defaultLocale, isLocale } from "#app/i18n/locales.ts";
import { members, organizationSettings, organizations, sessions, users } from "#schema";

export { linkIsOpen } from "./link-is-open.server.ts";
export { type ListedSession, listSessions } from "./list-sessions.server.ts";
export { wantsReminders } from "./reminder-choice.server.ts";
export { findTwoFactorSetUp, openSetUp, type TwoFactorSetUp } from "./two-factor-set-up.server.ts";

export type AccountSession = NonNullable<Awaited<ReturnType<typeof readSession>>>;
export type Membership = AccountSession["memberships"][number];

/**
 * All that a page needs to know before it reads anything of its own: whose session this is, and what they belong to with which
 * role. Undefined for a token that is nobody's. That a session has expired is for the reader to see: it happens without a write.
 */
export const readSession = declareQuery({
  name: "accounts.session",
  scope: "system",
  tags: (_scope, { token, userId }: { token: string; userId: string }) => [
    tags.session(token),
    tags.user(userId),
  ],
  lifetime: minutes(5),
  load: async (read, { token, userId }) => {
    const [[found], memberships] = await read((db) => [
      db
        .select({
          id: sessions.id,
          expiresAt: sessions.expiresAt,
          lastUsedAt: sessions.lastUsedAt,
          userId: users.id,
          name: users.name,
          email: users.email,
          emailVerified: users.emailVerified,
          twoFactorEnabled: users.twoFactorEnabled,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.token, token), eq(sessions.userId, userId))),
      db
        .select({
          role: members.role,
          id: organizations.id,
          slug: organizations.slug,
          name: organizations.name,
          currency: organizationSettings.currency,
          timeZone: organizationSettings.timeZone,
          locale: organizationSettings.locale,
        })
        .from(members)
        .innerJoin(organizations, eq(organizations.id, members.organizationId))
        .innerJoin(organizationSettings, eq(organizationSettings.organizationId, organizations.id))
        .where(eq(members.userId, userId))
        .orderBy(asc(organizations.name), asc(organizations.id)),
    ]);
    if (!found) return undefined;
    return {
      session: { id: found.id, expiresAt: found.expiresAt, lastUsedAt: found.lastUsedAt },
      user: {
        id: found.userId,
        name: found.name,
        email: found.email,
        emailVerified: found.emailVerified,
        twoFactorEnabled: found.twoFactorEnabled,
      },
      memberships: memberships.map(({ role, locale, ...organization }) => ({
        role,
        organization: { ...organization, locale: isLocale(locale) ? locale : defaultLocale },
      })),
    };
  },
});
