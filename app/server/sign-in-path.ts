/** The sign-in page, which afterwards leads to `next`: a path of this site, or nothing for the start page. */
export const signInPath = (next: string | undefined) => leadingOn("/sign-in", next);

/** The page that asks for a code after the password, and leads on in the same way. */
export const secondStepPath = (next: string | undefined) => leadingOn("/sign-in/code", next);

/** The page that takes a recovery code in its place. */
export const recoveryCodePath = (next: string | undefined) => leadingOn("/sign-in/recovery-code", next);

const leadingOn = (path: string, next: string | undefined) =>
  next === undefined || next === "/" ? path : `${path}?${new URLSearchParams({ next })}`;
