export interface DescribedError {
  type: string;
  code?: string;
  message?: string;
  /** names of what was violated or missing, from the database */
  constraint?: string;
  table?: string;
  stack?: string[];
  cause?: DescribedError;
}

/**
 * An error without the values that were being worked on. The message of a database error can quote a row
 * ("Key (email)=(…) already exists", "Failed query … params: …"), so only what names a place is kept of these.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const fields = error as Error & Record<"code" | "constraint" | "table" | "severity" | "query", unknown>;
  const fromDatabase = fields.severity !== undefined || fields.query !== undefined;
  const described: DescribedError = { type: error.name };
  if (typeof fields.code === "string") described.code = fields.code;
  if (typeof fields.constraint === "string") described.constraint = fields.constraint;
  if (typeof fields.table === "string") described.table = fields.table;
  if (!fromDatabase) described.message = withoutAddresses(error.message);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  if (frames?.length) described.stack = frames.map((line) => line.trim());
  if (error.cause !== undefined) described.cause = describeError(error.cause);
  return described;
}

function withoutAddresses(text: string): string {
  return text.replace(/[^\s@<>()"']+@[^\s@<>()"']+/g, "[address]");
}
