import { createHmac } from "node:crypto";
import { newId } from "#app/db/new-id.ts";
import type { Oracle } from "#dev/test/database.ts";
import { secondStepCookieName, sessionCookieName } from "../auth.server.ts";
import type { Browser, SecondStep, SignedIn } from "../commands.server.ts";
import { bindToUser } from "../session-token.server.ts";

export const testSecret = "a secret that signs the cookies of tests";

/** A browser on a network of its own, so that no test uses up another's limits. */
export function someBrowser(given: Partial<Pick<Browser, "network">> & { cookie?: string } = {}): Browser {
  const { network = newId(), cookie } = given;
  const headers = new Headers({ "User-Agent": "Test" });
  if (cookie !== undefined) headers.set("Cookie", cookie);
  return { cookies: { secret: testSecret, secure: false }, headers, network };
}

/** The Cookie header of a browser that kept a session. */
export function cookieOf(signedIn: Pick<SignedIn, "cookies">): string {
  return signedIn.cookies.map((cookie) => cookie.replace(/;.*/, "")).join("; ");
}

/** The session of somebody whom no code is asked for. @throws where one is */
export function withSession(outcome: SignedIn | SecondStep): SignedIn {
  if ("token" in outcome) return outcome;
  throw new Error("A code is asked for.");
}

/** What a browser holds that is between password and code. @throws where that was enough */
export function stepOf(outcome: SignedIn | SecondStep): string {
  const cookie = outcome.cookies.find((each) => each.startsWith(`${secondStepCookieName}=`));
  if ("token" in outcome || cookie === undefined) throw new Error("No code is asked for.");
  const value = decodeURIComponent(cookie.replace(/;.*/, "").slice(secondStepCookieName.length + 1));
  return value.slice(0, value.lastIndexOf("."));
}

/** The Cookie header for a session's token, signed as the auth library signs it. */
export function sessionCookie(token: string): string {
  const signature = createHmac("sha256", testSecret).update(token).digest("base64");
  return `${sessionCookieName}=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Signs somebody in around the application, for thirty days; the session's token. */
export async function beginSession(sql: Oracle, userId: string): Promise<string> {
  const token = bindToUser(newId().replaceAll("-", ""), userId);
  await sql(
    "insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '30 days')",
    [newId(), userId, token],
  );
  return token;
}
