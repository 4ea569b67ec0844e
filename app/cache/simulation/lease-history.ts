import type { Operation, Outcome, ReadReply } from "../store.ts";
import type { Stamp } from "../versions.ts";
import type { Machine, World } from "./world.ts";

interface Lease {
  readonly stamp: Stamp;
  readonly machine: Machine;
  readonly until: number;
}

/** Which process held which lease, as the store gave them. */
export interface LeaseHistory {
  witness(operation: Operation, outcome: Outcome, machine: Machine): void;
  evicted(key: string): void;
  /** Leases that were given while another process held them for the same stamp. */
  readonly givenTwice: readonly string[];
}

export function createLeaseHistory(world: World): LeaseHistory {
  const leases = new Map<string, Lease>();
  const givenTwice: string[] = [];

  function given(key: string, lease: Lease): void {
    const held = leases.get(key);
    const isHeld = held !== undefined && held.stamp === lease.stamp && world.now < held.until;
    if (isHeld && held.machine !== lease.machine) givenTwice.push(`${key} for ${lease.stamp}`);
    leases.set(key, lease);
  }

  function givenBack(key: string, stamp: Stamp, machine: Machine): void {
    const held = leases.get(key);
    if (held?.stamp === stamp && held.machine === machine) leases.delete(key);
  }

  return {
    witness(operation, outcome, machine) {
      if (!outcome.ok) return;
      const { kind } = operation;
      if (kind === "write" || kind === "release") givenBack(operation.lease, operation.stamp, machine);
      if (kind !== "read") return;
      // A read is answered with the reply of its kind.
      const { leased, stamp } = outcome.reply as ReadReply;
      if (leased) given(operation.lease, { stamp, machine, until: world.now + operation.leaseMs });
    },
    evicted: (key) => leases.delete(key),
    givenTwice,
  };
}
