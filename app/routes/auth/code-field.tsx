import type { ComponentProps } from "react";
import { TextField } from "#app/ui/index.ts";

/** Six figures from an authenticator app: a keyboard of figures on a phone, filled in by password managers. */
export function CodeField(props: ComponentProps<typeof TextField>) {
  return <TextField inputMode="numeric" autoComplete="one-time-code" spellCheck={false} {...props} />;
}
