import { imports } from "#app/i18n/en/imports.ts";
import { type Problem, sayProblem } from "./reason.ts";

/** A file or mapping cannot be imported as it is: the message says which, where and what was expected, in one line. */
export class ImportError extends Error {
  override name = "ImportError";
  /** What is wrong with a file, to be said in any language; a mapping's faults are told in English alone. */
  readonly problem: Problem | undefined;

  constructor(wrong: Problem | string) {
    super(typeof wrong === "string" ? wrong : sayProblem({ imports }, wrong));
    this.problem = typeof wrong === "string" ? undefined : wrong;
  }
}
