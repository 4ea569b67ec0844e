import type { CookieSettings } from "./auth.server.ts";

/** The browser in which somebody signs in. */
export interface Browser {
  cookies: CookieSettings;
  /** as it sent them: the user agent is kept with the session, the cookie tells which one is current */
  headers: Headers;
  /** the network it calls from, for limiting how often something is tried */
  network: string;
}

export interface SignedIn {
  userId: string;
  token: string;
  /** Set-Cookie headers */
  cookies: string[];
}

/** What the auth library answers when it has begun a session. */
export function signedIn(userId: string, token: string | null, headers: Headers): SignedIn {
  if (token === null) throw new Error("No session was made.");
  return { userId, token, cookies: headers.getSetCookie() };
}

/** A session that the browser still holds is none of the new one's business. */
export function userAgentOf({ headers }: Browser): Headers {
  return new Headers({ "User-Agent": headers.get("User-Agent") ?? "" });
}
