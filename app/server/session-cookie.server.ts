import { timingSafeEqual } from "node:crypto";
import { createLru, type Lru } from "#app/cache/lru.ts";
import {
  type CookieSettings,
  secondStepCookieName,
  sessionCookieName,
} from "#app/domains/accounts/auth.server.ts";
import { hmacOf } from "#app/signing/hmac.server.ts";
import { cookieHeader, cookieValue } from "./cookies.server.ts";

/** A reader sends the same cookie with each request: a megabyte knows some thousands of readers. */
const provenBytes = 1024 * 1024;

/** What was found to be signed with the secret that was used last; a process has one. */
let proven: { secret: string; texts: Lru<true> } | undefined;

/** The name that the auth library gives a cookie. */
const nameOf = (name: string, { secure }: CookieSettings) => (secure ? `__Secure-${name}` : name);

/**
 * The session's token as the auth library put it into the cookie. Undefined where there is none, or one that this secret did not sign.
 * @param header Cookie header
 */
export function readSessionCookie(header: string | null, settings: CookieSettings): string | undefined {
  return readSigned(sessionCookieName, header, settings);
}

/** What the browser holds of somebody who has given their password and is to give a code, read in the same way. */
export function readSecondStepCookie(header: string | null, settings: CookieSettings): string | undefined {
  return readSigned(secondStepCookieName, header, settings);
}

/** A cookie as the auth library signs it: `<value>.<HMAC-SHA256 in base64>`, percent-encoded. */
function readSigned(name: string, header: string | null, settings: CookieSettings): string | undefined {
  const text = decode(cookieValue(header, nameOf(name, settings)));
  const dot = text.lastIndexOf(".");
  if (dot < 1) return undefined;
  const value = text.slice(0, dot);
  if (proven?.secret !== settings.secret) proven = { secret: settings.secret, texts: createLru(provenBytes) };
  if (proven.texts.get(text)) return value;
  const given = Buffer.from(text.slice(dot + 1), "base64");
  const expected = hmacOf(value, settings.secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  proven.texts.set(text, true, 0);
  return value;
}

/** A Set-Cookie header that has the browser forget its session. */
export function forgetSessionCookie(settings: CookieSettings): string {
  return cookieHeader(nameOf(sessionCookieName, settings), "", 0, settings.secure);
}

function decode(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? "");
  } catch {
    return "";
  }
}
