/** What was looked at, what was found, and what to do about it where something is amiss. */
export interface Finding {
  /** stable, for scripts: "cache persistence" */
  check: string;
  status: "ok" | "warning" | "problem";
  found: string;
  advice?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, status: "ok", found });

export const warning = (check: string, found: string, advice: string): Finding => ({
  check,
  status: "warning",
  found,
  advice,
});

export const problem = (check: string, found: string, advice: string): Finding => ({
  check,
  status: "problem",
  found,
  advice,
});

/** Looks; what cannot be looked at is a problem too. */
export async function look(check: string, advice: string, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return problem(check, reasonOf(error), advice);
  }
}

/** What the database or the cache said, rather than the statement with its values. */
export function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { message, code } = (cause instanceof Error ? cause : error) as { message?: string; code?: string };
  return (message || code || String(error)).replace(/\.$/, "");
}
