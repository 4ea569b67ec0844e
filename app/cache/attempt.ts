/** One round trip, as the store sees it: until when somebody waits for it. What was sent may still be carried out after. */
export interface Attempt {
  /** Called when nobody waits any more. */
  onGivenUp: (() => void) | undefined;
  /** The same for what takes a signal; made when asked for, since it costs more than all else that an attempt needs. */
  readonly signal: AbortSignal;
}

/** @returns an attempt, and how whoever made it gives it up */
export function createAttempt(): { attempt: Attempt; giveUp(): void } {
  let abort: AbortController | undefined;
  let givenUp = false;
  const attempt: Attempt = {
    onGivenUp: undefined,
    get signal() {
      abort ??= new AbortController();
      if (givenUp) abort.abort();
      return abort.signal;
    },
  };
  return {
    attempt,
    giveUp() {
      givenUp = true;
      attempt.onGivenUp?.();
      abort?.abort();
    },
  };
}
