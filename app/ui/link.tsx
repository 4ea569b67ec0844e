import type { ReactNode } from "react";
import { type LinkProps, Link as RouterLink } from "react-router";

/** A path from the root, in the form in which React Router would leave it. */
const plainPath = /^\/(?:[\w%~-]+(?:\/[\w%~-]+)*)?(?:\?[^#]+)?$/;

/**
 * On the server: what React Router's link writes, without working out for each one what a click would do. That takes longer than
 * all else about a link, and a page of figures has hundreds.
 */
function WrittenLink(props: LinkProps): ReactNode {
  const { to, target, discover = "render", prefetch = "none", ...rest } = props;
  if (typeof to !== "string" || !plainPath.test(to) || prefetch !== "none" || rest.mask !== undefined)
    return <RouterLink {...props} />;
  const {
    relative: _relative,
    reloadDocument: _reloadDocument,
    replace: _replace,
    mask: _mask,
    state: _state,
    preventScrollReset: _preventScrollReset,
    viewTransition: _viewTransition,
    defaultShouldRevalidate: _defaultShouldRevalidate,
    ...attributes
  } = rest;
  return (
    <a {...attributes} href={to} target={target} data-discover={discover === "render" ? "true" : undefined} />
  );
}

/** A link within the application. */
export const Link: (props: LinkProps) => ReactNode =
  typeof document === "undefined" ? WrittenLink : RouterLink;
