import type { SubmissionResult } from "@conform-to/react";
import { data } from "react-router";
import type { invalidForm } from "./form.server.ts";

/** What a page that changes a record is answered, whichever way the change is refused. */
export interface RefusedEdit<Conflict> {
  result: SubmissionResult<string[]>;
  /** undefined where the form itself is wrong */
  conflict: Conflict;
}

/** The answer to a change whose form cannot be taken: 400, as `invalidForm` and `invalidField` say it. */
export function invalidEdit({ data: result, init }: ReturnType<typeof invalidForm>) {
  return data<RefusedEdit<undefined>>({ result, conflict: undefined }, init ?? undefined);
}

/**
 * The answer to a change of what somebody else changed meanwhile: 409, with what was sent.
 * @param conflict what was typed and what is stored by now
 */
export function outdatedEdit<Conflict>(result: SubmissionResult<string[]>, conflict: Conflict) {
  return data<RefusedEdit<Conflict>>({ result, conflict }, { status: 409 });
}
