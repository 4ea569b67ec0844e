import type { Messages } from "#app/i18n/index.ts";

type Words = Messages["imports"];

/** Something to say about a file in the reader's language: a key of the catalogue, then what it is said of. What can be stored. */
type Said<Group extends "reasons" | "problems"> = readonly [keyof Words[Group], ...(string | number)[]];

/** Why a row, or a cell of it, was left out. */
export type Reason = Said<"reasons">;

/** Why a whole file cannot be imported. */
export type Problem = Said<"problems">;

export const sayReason = ({ imports }: Pick<Messages, "imports">, reason: Reason) =>
  say(imports.reasons, reason);

export const sayProblem = ({ imports }: Pick<Messages, "imports">, problem: Problem) =>
  say(imports.problems, problem);

/** Each key is written with the values that its words take, in their order. */
function say<Group>(words: Group, [key, ...values]: readonly [keyof Group, ...(string | number)[]]): string {
  const speak = words[key] as (...values: (string | number)[]) => string;
  return speak(...values);
}
