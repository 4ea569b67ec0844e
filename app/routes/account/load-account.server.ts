import type { RequestContext } from "#app/server/request-context.server.ts";
import { requireAccount } from "#app/server/session.server.ts";

export type AccountFacts = Awaited<ReturnType<typeof loadAccount>>;

/** What the page of a person shows, whichever of its forms it answers. */
export async function loadAccount(context: RequestContext) {
  const { user, memberships } = await requireAccount(context);
  return {
    user: { name: user.name, email: user.email },
    organizations: memberships.map(({ role, organization: { name, slug } }) => ({ role, name, slug })),
  };
}
