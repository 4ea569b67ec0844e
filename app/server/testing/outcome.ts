import { isRouteErrorResponse } from "react-router";
import { asHttpError } from "../http-errors.server.ts";

/** What a loader or an action comes to: the status it answers or throws, and where it sends the reader. */
export async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    return describe(await work());
  } catch (thrown) {
    return describe(asHttpError(thrown));
  }
}

function describe(answer: unknown): string {
  if (answer instanceof Response) {
    const location = answer.headers.get("Location");
    return location === null ? String(answer.status) : `${answer.status} ${location}`;
  }
  if (isRouteErrorResponse(answer)) return String(answer.status);
  if (answer instanceof Error) throw answer;
  const { init } = Object(answer) as { init?: { status?: number } | null };
  return String(init?.status ?? 200);
}
