/** The value of a cookie in a Cookie header; undefined if it is not there. */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  const pair = header?.split(";").find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/**
 * A Set-Cookie header for this site's pages alone, out of reach for scripts.
 * @param value letters, digits and `-_.~`: nothing is encoded
 * @param seconds until it is forgotten; 0 forgets it now
 */
export function cookieHeader(name: string, value: string, seconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;
}
