/**
 * Where to send somebody back to, from a form or a search parameter: only a path of this site. Anything that a browser
 * would take elsewhere (`//evil.example`, `/\evil.example`, `https:…`, a tab within) becomes the fallback.
 */
export function sameOriginPath(value: FormDataEntryValue | null | undefined, fallback = "/"): string {
  if (typeof value !== "string" || !value.startsWith("/")) return fallback;
  const base = "http://this.invalid";
  const url = URL.parse(value, base);
  if (url?.origin !== base) return fallback;
  // Normalised: "/.//evil.example" has the path "//evil.example", which is a host for the next who reads it.
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") ? fallback : path;
}
