/** What a command asks of the server that holds the database. */
export interface ControlRequest {
  argv: string[];
  /** What relative paths start from. */
  cwd: string;
}

/** A line of the server's answer. The last one is the exit code. */
export type ControlMessage =
  | { out: string }
  | { err: string }
  | { progress: { label: string; done: number; total: number } | null }
  | { exit: number };
