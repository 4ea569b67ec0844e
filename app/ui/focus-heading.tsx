import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * With JavaScript: another page's heading takes the focus, so that the page is announced and the keyboard goes on from its beginning,
 * as after the load of a document. Within one page (a filter, a sort, a period) the focus stays where it is, and so it does with a
 * complaint that has taken it.
 */
export function FocusHeading() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const heading = document.querySelector("main h1");
    if (!(heading instanceof HTMLElement) || document.activeElement?.matches("main [role=alert]")) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
