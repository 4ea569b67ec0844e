/** The sign-in page, which afterwards leads to `next`: a path of this site, or nothing for the start page. */
export function signInPath(next: string | undefined): string {
  return next === undefined || next === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next })}`;
}
