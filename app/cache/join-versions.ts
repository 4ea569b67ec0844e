import type { Operation, Outcome, ReplyTo, VersionsOperation } from "./store.ts";

/** An operation, and who waits for what the store says to it. */
export interface Waiting<O extends Operation = Operation> {
  readonly operation: O;
  settle(outcome: Outcome): void;
}

/** So many who ask are answered by one operation at the most: the arguments of a script are bounded. */
const mostAskers = 32;

/**
 * The same batch with one operation in place of all that ask for versions of one group: whoever reads pages of one organization at
 * the same time asks for nearly the same ones.
 */
export function joinVersions(batch: readonly Waiting[]): readonly Waiting[] {
  const asking = batch.filter(asksForVersions);
  if (asking.length < 2) return batch;
  const others = batch.filter((waiting) => !asksForVersions(waiting));
  return [...others, ...[...Map.groupBy(asking, groupOf).values()].flatMap(asOne)];
}

function asksForVersions(waiting: Waiting): waiting is Waiting<VersionsOperation> {
  return waiting.operation.kind === "versions";
}

/** As it stands between the braces of a tag, of which an operation names at least one. */
function groupOf({ operation: { tags } }: Waiting<VersionsOperation>): string | undefined {
  return tags[0]?.slice(0, tags[0].indexOf("}"));
}

function asOne(askers: readonly Waiting<VersionsOperation>[]): readonly Waiting[] {
  if (askers.length === 1) return askers;
  if (askers.length > mostAskers) {
    return [...asOne(askers.slice(0, mostAskers)), ...asOne(askers.slice(mostAskers))];
  }
  const tags = [...new Set(askers.flatMap(({ operation }) => operation.tags))];
  return [
    {
      operation: { kind: "versions", tags },
      settle(outcome) {
        const answer = outcome.ok
          ? // The store answers each operation with the reply of its kind.
            answersFrom(tags, outcome.reply as ReplyTo<VersionsOperation>)
          : () => outcome;
        for (const { operation, settle } of askers) settle(answer(operation));
      },
    },
  ];
}

function answersFrom(tags: readonly string[], versions: ReplyTo<VersionsOperation>) {
  const versionOf = new Map(tags.map((tag, i) => [tag, versions[i]]));
  return ({ tags }: VersionsOperation): Outcome => ({
    ok: true,
    reply: tags.map((tag) => versionOf.get(tag)),
  });
}
