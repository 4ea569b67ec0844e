import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { counterpartOf } from "./focus-counterpart.ts";

/**
 * With JavaScript: another page's heading takes the focus, so that the page is announced and the keyboard goes on from its beginning,
 * as after the load of a document. Within one page (a filter, a sort, a period) the focus stays where it is, or where the like of it
 * is by then; what is not there any more, such as a condition that was taken away, gives it to the heading. A complaint that has
 * taken it keeps it.
 */
export function FocusHeading() {
  const { pathname, key } = useLocation();
  const shown = useRef(pathname);
  const last = useRef<Element>(undefined);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof Element) last.current = target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because the location changed, if only its key
  useEffect(() => {
    const another = shown.current !== pathname;
    shown.current = pathname;
    const lost = document.activeElement === document.body && last.current?.isConnected === false;
    if (!another && !lost) return;
    const heading = document.querySelector("main h1");
    if (!(heading instanceof HTMLElement) || document.activeElement?.matches("main [role=alert]")) return;
    const like = another ? undefined : counterpartOf(last.current);
    if (!like) heading.tabIndex = -1;
    (like ?? heading).focus({ preventScroll: true });
  }, [pathname, key]);
  return null;
}
