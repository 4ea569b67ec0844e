import { createAttempt } from "../../attempt.ts";
import type { CacheStore, Operation, Outcome } from "../../store.ts";

// What the tests of the shared stores ask for: one list of one organization.

export const minute = 60_000;
export const tags = ["t:{one}leads", "t:{one}people"];
export const place = { entry: "e:{one}list", lease: "l:{one}list", tags };

let nonces = 0;
const seed = () => ({ counter: 100, nonce: `n${++nonces}` });

export function reading(holder = "A"): Operation {
  return { kind: "read", ...place, holder, leaseMs: minute, seed: seed(), tagMs: minute };
}

export function bumping(): Operation {
  return { kind: "bump", tags, seed: seed(), tagMs: minute };
}

export function writing(stamp: string, payload = "a list", entry = place.entry): Operation {
  const bytes = Buffer.byteLength(payload);
  const copy = { edition: `e${++nonces}`, stamp, payload };
  return { kind: "write", ...place, ...copy, entry, holder: "A", bytes, lifeMs: minute, staleMs: 0 };
}

export function execute(store: CacheStore, ...operations: Operation[]): Promise<readonly Outcome[]> {
  return store.execute(operations, createAttempt().attempt);
}
