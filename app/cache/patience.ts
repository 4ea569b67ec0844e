import { type Deadline, mostOf } from "./budgets.ts";

/** How long a reader waits for the store: what the store usually takes, and what it strays from that. */
export interface Patience {
  /** Milliseconds, between the least and the most. */
  readonly ms: number;
  /** Notes how long a round trip took that was answered. */
  answered(ms: number): void;
  /** Notes that a reader gave one up after so long. */
  gaveUp(ms: number): void;
}

/**
 * Estimates as TCP does when it is to send again (RFC 6298), but for one thing: what was given up counts, once and as having taken that
 * long, when something is answered again. Until then the store may be away altogether, and who waits longer for it gains nothing.
 * @param deadline the most before the first answer
 */
export function createPatience(deadline: Deadline): Patience {
  const [least, most] = [typeof deadline === "number" ? deadline : deadline.least, mostOf(deadline)];
  let usual: number | undefined;
  let strays = 0;
  let ms = most;
  let given: number | undefined;

  function note(took: number): void {
    if (usual === undefined) [usual, strays] = [took, took / 2];
    else {
      strays += (Math.abs(took - usual) - strays) / 4;
      usual += (took - usual) / 8;
    }
    ms = Math.max(least, Math.min(most, usual + 4 * strays));
  }

  return {
    get ms() {
      return ms;
    },
    answered(took) {
      if (given !== undefined) note(given);
      given = undefined;
      note(took);
    },
    gaveUp(waited) {
      given = waited;
    },
  };
}
