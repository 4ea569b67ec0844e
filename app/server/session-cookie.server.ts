import { timingSafeEqual } from "node:crypto";
import { type CookieSettings, sessionCookieName } from "#app/domains/accounts/auth.server.ts";
import { hmacOf } from "#app/signing/hmac.server.ts";
import { cookieHeader, cookieValue } from "./cookies.server.ts";

/** The name that the auth library gives the cookie. */
function nameOf({ secure }: CookieSettings): string {
  return secure ? `__Secure-${sessionCookieName}` : sessionCookieName;
}

/**
 * The session's token as the auth library put it into the cookie: `<token>.<HMAC-SHA256 in base64>`, percent-encoded.
 * Undefined where there is none, or one that this secret did not sign.
 * @param header Cookie header
 */
export function readSessionCookie(header: string | null, settings: CookieSettings): string | undefined {
  const value = decode(cookieValue(header, nameOf(settings)));
  const dot = value.lastIndexOf(".");
  if (dot < 1) return undefined;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64");
  const expected = hmacOf(token, settings.secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

/** A Set-Cookie header that has the browser forget its session. */
export function forgetSessionCookie(settings: CookieSettings): string {
  return cookieHeader(nameOf(settings), "", 0, settings.secure);
}

function decode(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? "");
  } catch {
    return "";
  }
}
