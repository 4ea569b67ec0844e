/**
 * Whether a request that changes something comes from a page of another origin. React Router asks the same of pages, but
 * not of routes without a component (signing out, preferences), and it does not know the public origin behind a proxy.
 * @param ownOrigin as the reader's browser knows it
 */
export function isCrossOriginWrite(request: Request, ownOrigin: string): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const origin = request.headers.get("Origin");
  if (origin !== null) return origin !== ownOrigin && origin !== new URL(request.url).origin;
  const site = request.headers.get("Sec-Fetch-Site");
  return site !== null && site !== "same-origin" && site !== "none";
}
