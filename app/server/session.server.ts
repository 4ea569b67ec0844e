import type { AccountScope, OrganizationScope } from "#app/db/scope.ts";
import {
  type Browser,
  noteSessionUse,
  type SignedIn,
  useIsNotedEvery,
} from "#app/domains/accounts/commands.server.ts";
import { type AccountSession, type Membership, readSession } from "#app/domains/accounts/queries.server.ts";
import { userIdOfToken } from "#app/domains/accounts/session-token.server.ts";
import type { Caller } from "#app/domains/caller.ts";
import { can, type Permission } from "#app/domains/people/permissions.ts";
import { nextMidnight } from "#app/domains/period.ts";
import type { Role } from "#schema";
import { httpError } from "./http-error.ts";
import { requestCaller } from "./request-caller.server.ts";
import {
  addResponseHeader,
  type RequestContext,
  requestFacts,
  requestHeaders,
  requestServices,
} from "./request-context.server.ts";
import { readSecondStepCookie, readSessionCookie } from "./session-cookie.server.ts";
import { SignedOutError } from "./signed-out-error.ts";

export interface Session extends AccountSession {
  token: string;
}

export interface Account extends Session {
  caller: Caller<AccountScope>;
}

export interface Member {
  caller: Caller<OrganizationScope>;
  organization: Membership["organization"];
  role: Role;
  user: AccountSession["user"];
  /** all that this person belongs to, the present one included */
  memberships: Membership[];
}

const sessions = new WeakMap<RequestContext, Promise<Session | undefined>>();

/** Whose request this is, read once; undefined where nobody is signed in, or no longer. */
export function optionalSession(context: RequestContext): Promise<Session | undefined> {
  let session = sessions.get(context);
  if (!session) {
    session = requestFacts(context).timings.measure("session", () => findSession(context));
    sessions.set(context, session);
  }
  return session;
}

async function findSession(context: RequestContext): Promise<Session | undefined> {
  const token = readSessionCookie(requestHeaders(context).get("Cookie"), cookieSettings(context));
  const userId = token && userIdOfToken(token);
  if (!userId) return undefined;
  const found = await readSession(requestCaller(context, { kind: "system" }), { token, userId });
  if (!found) return undefined;
  const expires = found.session.expiresAt.getTime();
  requestFacts(context).sources.holdsUntil(expires);
  if (expires <= Date.now()) return undefined;
  const unnoted = Date.now() - found.session.lastUsedAt.getTime();
  if (unnoted > useIsNotedEvery) await noteUse(context, { token, userId });
  return { ...found, token };
}

/** Whoever is signed in is so whether or not that can be written down. */
async function noteUse(context: RequestContext, { token, userId }: { token: string; userId: string }) {
  try {
    await noteSessionUse(requestCaller(context, { kind: "account", userId }), { token });
  } catch (error) {
    requestServices(context).log.warn({ err: error }, "A session's use was not noted");
  }
}

/**
 * Who is signed in.
 * @throws SignedOutError: a page is answered with the way to the sign-in page and back, a form with what was typed
 */
export async function requireAccount(context: RequestContext): Promise<Account> {
  const session = await optionalSession(context);
  if (!session) throw new SignedOutError(requestFacts(context).page);
  return { ...session, caller: requestCaller(context, { kind: "account", userId: session.user.id }) };
}

/**
 * Who is signed in, as a member of the organization in the address. Call it before anything else in every loader and action
 * under /o/:organization.
 * @param slug of the organization, as the address has it
 * @param permission that the member's role must have
 * @throws SignedOutError; 404 for an organization that is not there or not theirs, which look the same; 403
 */
export async function requireMember(
  context: RequestContext,
  slug: string,
  permission: Permission,
): Promise<Member> {
  const { user, memberships } = await requireAccount(context);
  const membership = memberships.find(({ organization }) => organization.slug === slug);
  if (!membership) throw httpError(404);
  const { organization, role } = membership;
  if (!can(role, permission)) throw httpError(403);
  // The shell of every page tells what this year is.
  requestFacts(context).sources.holdsUntil(nextMidnight(organization.timeZone));
  const scope = { kind: "organization", organizationId: organization.id, userId: user.id, role } as const;
  return { caller: requestCaller(context, scope), organization, role, user, memberships };
}

/** What signing in needs to know of the browser it happens in. */
export function requestBrowser(context: RequestContext): Browser {
  const { network } = requestFacts(context);
  return { cookies: cookieSettings(context), headers: requestHeaders(context), network };
}

/** Has the browser keep the session that a command began, or that it is between password and code. */
export function keepSession(context: RequestContext, { cookies }: Pick<SignedIn, "cookies">) {
  for (const cookie of cookies) addResponseHeader(context, "Set-Cookie", cookie);
}

/** What the browser holds of somebody who is to give a code; whether it is still worth something, the database knows. */
export function requestSecondStep(context: RequestContext): string | undefined {
  return readSecondStepCookie(requestHeaders(context).get("Cookie"), cookieSettings(context));
}

export function cookieSettings(context: RequestContext) {
  return { secret: requestServices(context).secret, secure: requestFacts(context).secure };
}
