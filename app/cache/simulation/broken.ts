import type { Attempt } from "../attempt.ts";
import type { CacheStore, Copy, Operation, Outcome } from "../store.ts";
import type { Variant } from "./simulate.ts";

/** What the libraries that race do: the versions of an entry are taken when it is stored, after its query ran. */
export const versionsReadAfterTheQuery: Variant = {
  between: (store) => ({
    async execute(operations, attempt) {
      return store.execute(
        await Promise.all(operations.map((each) => restamped(store, each, attempt))),
        attempt,
      );
    },
    close: store.close,
  }),
};

async function restamped(store: CacheStore, operation: Operation, attempt: Attempt): Promise<Operation> {
  if (operation.kind !== "write") return operation;
  const [outcome] = await store.execute([{ kind: "versions", tags: operation.tags }], attempt);
  return { ...operation, stamp: versionsOf(outcome).join(" ") };
}

function versionsOf(outcome: Outcome | undefined): readonly unknown[] {
  return outcome?.ok && Array.isArray(outcome.reply) ? outcome.reply : [];
}

/** Who has a copy of an entry takes it for current without asking. */
export const copiesServedUnasked: Variant = {
  between: (store) => ({
    async execute(operations, attempt) {
      const each = operations.map((operation) =>
        operation.kind === "read" && operation.known
          ? [fresh(operation.known)]
          : store.execute([operation], attempt),
      );
      return (await Promise.all(each)).flat();
    },
    close: store.close,
  }),
};

function fresh({ edition, stamp, payload }: Copy): Outcome {
  const entry = { edition, payload, stale: false };
  return { ok: true, reply: { stamp, entry, leased: false, position: undefined } };
}

/** A version is a mere count: one that was evicted begins again. */
export const versionsWithoutNonce: Variant = { nonce: () => "" };

/** The bump goes out beside the write. */
export const bumpsBeforeTheCommit: Variant = { bumpsEarly: true };

/** A transaction asks the cache, and stores what nobody else may see yet. */
export const transactionsThroughTheCache: Variant = { cachesTransactions: true };

/** A replica is asked like the primary: what it has not replayed yet is kept as current. */
export const replicasThatAreTrusted: Variant = { trustsReplica: true };

/** A cache that answers again is read again, although it has not heard of what was written meanwhile. */
export const recoversWithoutMakingUp: Variant = { forgetsDebts: true };

/** What a transaction touched is kept in the memory of its process, which may die before it has bumped it. */
export const debtsInMemory: Variant = { keepsDebtsToItself: true };

/** A bump that went through is taken for one that lasts. */
export const neverLooksAgain: Variant = { neverLooksAgain: true };

/** All processes ask under one name, so a lease keeps nobody away. */
export const oneHolderForAll: Variant = {
  between: (store) =>
    changing(store, (operation) => ("holder" in operation ? { ...operation, holder: "all" } : operation)),
};

/** A lease lasts until it is given back, and others wait for that. */
export const leasesWithoutEnd: Variant = {
  between: (store) =>
    changing(store, (operation) => ("leaseMs" in operation ? { ...operation, leaseMs: 1e9 } : operation)),
  budgets: { leaseWaitMs: 5_000 },
};

/** The bumps of a batch get one another's answers, as where a client loses its place among those it waits for. */
export const answersOutOfPlace: Variant = {
  between: (store) => ({
    async execute(operations, attempt) {
      const outcomes = await store.execute(operations, attempt);
      const bumps = outcomes.filter((_, i) => operations[i]?.kind === "bump");
      return outcomes.map((outcome, i) => {
        if (operations[i]?.kind !== "bump") return outcome;
        return bumps[(bumps.indexOf(outcome) + 1) % bumps.length] ?? outcome;
      });
    },
    close: store.close,
  }),
};

function changing(store: CacheStore, change: (operation: Operation) => Operation): CacheStore {
  return {
    execute: (operations, attempt) => store.execute(operations.map(change), attempt),
    close: store.close,
  };
}
