import { listSessions, wantsReminders } from "#app/domains/accounts/queries.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { requireAccount } from "#app/server/session.server.ts";

export type AccountFacts = Awaited<ReturnType<typeof loadAccount>>;

/** What the page of a person shows, whichever of its forms it answers. */
export async function loadAccount(context: RequestContext) {
  const { caller, user, memberships, session } = await requireAccount(context);
  const [sessions, reminders] = await Promise.all([listSessions(caller, {}), wantsReminders(caller, {})]);
  return {
    user: {
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      twoFactorEnabled: user.twoFactorEnabled,
    },
    sendsMail: sendsMail(context),
    reminders,
    organizations: memberships.map(({ role, organization: { name, slug } }) => ({ role, name, slug })),
    sessions: sessions
      .filter(({ expiresAt }) => expiresAt.getTime() > Date.now())
      .map(({ id, userAgent, startedAt, lastUsedAt }) => ({
        id,
        userAgent,
        startedAt: startedAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        isThis: id === session.id,
      }))
      .toSorted((a, b) => Number(b.isThis) - Number(a.isThis)),
  };
}
