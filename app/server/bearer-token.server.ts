import { timingSafeEqual } from "node:crypto";

/**
 * Whether an Authorization header carries this token (RFC 6750, 2.1). Takes as long for one that is almost right as for one
 * that is all wrong.
 */
export function carriesToken(authorization: string | null | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? "");
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
