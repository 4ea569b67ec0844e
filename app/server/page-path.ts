/**
 * The page that a request is for: path and search. Where React Router asks for a page's data alone, the address has a suffix
 * and parameters of its own.
 * @param url of the request, as it stands in its first line
 */
export function pagePath(url: string): string {
  const parsed = URL.parse(url, "http://this.invalid");
  if (!parsed) return "/";
  const { pathname, searchParams } = parsed;
  searchParams.delete("_routes");
  searchParams.delete("index");
  const path = pathname === "/_root.data" ? "/" : pathname.replace(/\/_\.data$/, "/").replace(/\.data$/, "");
  return searchParams.size === 0 ? path : `${path}?${searchParams}`;
}
