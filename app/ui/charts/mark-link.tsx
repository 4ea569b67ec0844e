import type { ReactNode } from "react";
import { Link } from "../link.tsx";

/**
 * What a pointer or the keyboard can reach of a mark: a shape without paint over it, as a link where there
 * are rows to go to. `children` draws the shape; give it the class "hit".
 */
export function MarkLink({ href, text, children }: { href?: string; text: string; children: ReactNode }) {
  if (href === undefined) {
    return (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a <g> takes no focus; the picture says it all already
      <g aria-hidden="true" data-mark={text} className="mark">
        <title>{text}</title>
        {children}
      </g>
    );
  }
  return (
    <Link to={href} aria-label={text} data-mark={text} className="mark">
      <title>{text}</title>
      {children}
    </Link>
  );
}
