import type { SubmissionResult } from "@conform-to/react";
import { useMemo } from "react";
import { type FieldValues, heldText, keepUntouched } from "./keep-untouched.ts";

/**
 * What an action answered to a form, for `useFields`: after a conflict with what its reader left alone as it is saved by now.
 * @param saved what the fields hold for the record as it is by now; left out where there is no conflict
 */
export function useMergedResult(
  sent: SubmissionResult<string[]> | undefined,
  saved: FieldValues | undefined,
): SubmissionResult<string[]> | undefined {
  const text = saved && heldText(saved);
  // The same as long as the answer is the same: the form begins anew with each other result.
  return useMemo(
    () => (sent && text !== undefined ? keepUntouched(sent, JSON.parse(text)) : sent),
    [sent, text],
  );
}
