import type { CacheStore, Operation, Outcome } from "../store.ts";
import type { Variant } from "./simulate.ts";

/** What the libraries that race do: the versions of an entry are taken when it is stored, after its query ran. */
export const versionsReadAfterTheQuery: Variant = {
  between: (store) => ({
    async execute(operations, signal) {
      return store.execute(
        await Promise.all(operations.map((each) => restamped(store, each, signal))),
        signal,
      );
    },
    close: store.close,
  }),
};

async function restamped(store: CacheStore, operation: Operation, signal: AbortSignal): Promise<Operation> {
  if (operation.kind !== "write") return operation;
  const [outcome] = await store.execute([{ kind: "versions", tags: operation.tags }], signal);
  return { ...operation, stamp: versionsOf(outcome).join(" ") };
}

function versionsOf(outcome: Outcome | undefined): readonly unknown[] {
  return outcome?.ok && Array.isArray(outcome.reply) ? outcome.reply : [];
}

/** A version is a mere count: one that was evicted begins again. */
export const versionsWithoutNonce: Variant = { nonce: () => "" };

/** The bump goes out beside the write. */
export const bumpsBeforeTheCommit: Variant = { bumpsEarly: true };

/** A transaction asks the cache, and stores what nobody else may see yet. */
export const transactionsThroughTheCache: Variant = { cachesTransactions: true };

/** A cache that answers again is read again, although it has not heard of what was written meanwhile. */
export const recoversWithoutMakingUp: Variant = { forgetsDebts: true };
