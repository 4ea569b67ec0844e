import type { SubmissionResult } from "@conform-to/react";
import { useState } from "react";

/**
 * What a form tells its action that the person has seen: the version the form was made of, whatever has been loaded since.
 * @param current of the record as it is loaded now
 * @param sent what the action answered to the form
 * @param conflict of the record that stood beside what was typed, after a conflict: now it has been seen
 */
export function useSeen<Seen extends Record<string, string>>(
  current: Seen,
  sent: SubmissionResult<string[]> | null | undefined,
  conflict: Seen | undefined,
): Seen {
  const [first] = useState(current);
  if (conflict) return conflict;
  const before = sent?.initialValue ?? {};
  const names = Object.keys(first);
  return names.every((name) => typeof before[name] === "string")
    ? (Object.fromEntries(names.map((name) => [name, before[name]])) as Seen)
    : first;
}
