import { createContext, type RouterContextProvider } from "react-router";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Membership } from "#app/domains/accounts/queries.server.ts";
import type { Caller } from "#app/domains/caller.ts";
import { seesEverything } from "#app/domains/declare-query.server.ts";
import { can, type Permission } from "#app/domains/people/permissions.ts";
import { nextMidnight } from "#app/domains/period.ts";
import type { Role } from "#schema";
import { httpError } from "./http-error.ts";
import { requestCaller } from "./request-caller.server.ts";
import { type RequestContext, requestFacts } from "./request-context.server.ts";
import { type Member, requireAccount, requireMember } from "./session.server.ts";

/** Everybody in an organization who sees the same, as one. There is no person in it, so that none can get into a page. */
export interface Audience {
  caller: Caller<OrganizationScope>;
  organization: Membership["organization"];
  role: Role;
}

/** What the frame of a page shows of its reader. */
export interface Reader {
  name: string;
  /** all that the reader belongs to */
  organizations: Pick<Membership["organization"], "name" | "slug">[];
}

/** What a page is made for that is kept for an audience: there is no session then. */
export interface RenderedAudience {
  scope: OrganizationScope;
  membership: Membership;
  /** the name is what stands where the reader's will */
  reader: Reader;
}

const renderedContext = createContext<RenderedAudience | null>(null);

/** Has everything that React Router runs for a request see this audience. */
export function bindAudience(context: RouterContextProvider, rendered: RenderedAudience) {
  context.set(renderedContext, rendered);
}

/**
 * The member whose request this is, without the person: what the loaders of a page ask for that is kept for an audience. Call it
 * before anything else.
 * @throws as `requireMember`
 */
export async function requireAudience(
  context: RequestContext,
  slug: string,
  permission: Permission,
): Promise<Audience> {
  const rendered = context.get(renderedContext);
  if (!rendered) {
    const { caller, organization, role } = await requireMember(context, slug, permission);
    return { caller, organization, role };
  }
  const { organization, role } = rendered.membership;
  if (organization.slug !== slug) throw httpError(404);
  if (!can(role, permission)) throw httpError(403);
  requestFacts(context).sources.holdsUntil(nextMidnight(organization.timeZone));
  return { caller: requestCaller(context, rendered.scope), organization, role };
}

/** Whether a page is made to be kept: nothing of it may come later. */
export function isForAudience(context: RequestContext): boolean {
  return context.get(renderedContext) !== null;
}

/** Of the page that is asked for. The name is to be shown as it is, in a text of its own. */
export async function requireReader(context: RequestContext): Promise<Reader> {
  return context.get(renderedContext)?.reader ?? readerOf(await requireAccount(context));
}

function readerOf({ user, memberships }: Pick<Member, "user" | "memberships">): Reader {
  const organizations = memberships.map(({ organization: { name, slug } }) => ({ name, slug }));
  return { name: user.name, organizations };
}

/**
 * The audience that a member belongs to, written as plain data: equal for all who see the same. Owners and admins see the same rows, so
 * it is read for none of them; mentors and mentees each see their own.
 */
export function audienceOf(member: Member): RenderedAudience {
  const { organization, role, user } = member;
  const scope = { kind: "organization", organizationId: organization.id, userId: user.id, role } as const;
  return {
    scope: seesEverything(scope) ? { ...scope, userId: nobody } : scope,
    membership: { organization, role },
    reader: { ...readerOf(member), name: "" },
  };
}

const nobody = "00000000-0000-0000-0000-000000000000";
