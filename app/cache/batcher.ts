import { createAttempt } from "./attempt.ts";
import { type Deadline, mostOf } from "./budgets.ts";
import type { Clock } from "./clock.ts";
import { joinVersions, type Waiting } from "./join-versions.ts";
import { createPatience } from "./patience.ts";
import type { CacheStore, Operation, Outcome, ReplyTo } from "./store.ts";
import { asError, CacheUnavailableError } from "./unavailable.ts";

/** Sends what a process asks of the store in one turn of its event loop as one round trip. */
export interface Batcher {
  /** @throws CacheUnavailableError when the store cannot be reached, refuses, or does not answer before the deadline */
  submit<O extends Operation>(operation: O): Promise<ReplyTo<O>>;
}

/**
 * @param onRoundTrip told the first error of each round trip, or undefined when all of it went well, before the callers are
 */
export function createBatcher(options: {
  store: CacheStore;
  clock: Clock;
  deadlineMs: Deadline;
  onRoundTrip(error: Error | undefined): void;
}): Batcher {
  const { store, clock, deadlineMs, onRoundTrip } = options;
  const patience = createPatience(deadlineMs);
  let queue: Waiting[] = [];

  function flush(): void {
    const batch = joinVersions(queue);
    queue = [];
    const has = (kind: Operation["kind"]) => batch.some(({ operation }) => operation.kind === kind);
    // What is only written keeps nobody waiting.
    const isAsked = (has("read") || has("versions")) && !has("bump");
    const ms = isAsked ? patience.ms : mostOf(deadlineMs);
    const begun = clock.now();
    let settled = false;

    function settle(outcomes: readonly Outcome[]): void {
      if (settled) return;
      settled = true;
      callOff();
      onRoundTrip(outcomes.find((outcome) => !outcome.ok)?.error);
      batch.forEach((waiting, i) => {
        waiting.settle(
          outcomes[i] ?? { ok: false, error: new CacheUnavailableError("The cache left out an answer") },
        );
      });
    }

    function fail(error: Error): void {
      settle(batch.map(() => ({ ok: false, error })));
    }

    const { attempt, giveUp } = createAttempt();
    // An event loop that was busy for longer than the deadline finds the timer due before it has looked at its sockets,
    // where the answer may lie. So let it look.
    const callOff = clock.after(ms, () =>
      clock.defer(() => {
        if (!settled && isAsked) patience.gaveUp(ms);
        fail(new CacheUnavailableError(`The cache did not answer within ${Math.round(ms)} ms`));
        giveUp();
      }),
    );
    store
      .execute(
        batch.map((waiting) => waiting.operation),
        attempt,
      )
      .then(
        (outcomes) => {
          if (!settled) patience.answered(clock.now() - begun);
          settle(outcomes);
        },
        (error: unknown) => fail(asError(error)),
      );
  }

  return {
    submit<O extends Operation>(operation: O): Promise<ReplyTo<O>> {
      return new Promise((resolve, reject) => {
        if (queue.length === 0) clock.defer(flush);
        queue.push({
          operation,
          settle(outcome) {
            // The store answers each operation with the reply of its kind.
            if (outcome.ok) resolve(outcome.reply as ReplyTo<O>);
            else reject(unavailable(outcome.error));
          },
        });
      });
    },
  };
}

function unavailable(error: Error): CacheUnavailableError {
  return error instanceof CacheUnavailableError ? error : new CacheUnavailableError(error.message, error);
}
