import type { SweepTimes } from "#app/db/pending-invalidations.server.ts";
import type { StoreAddress } from "#app/domains/data-layer.server.ts";
import type { Breakage } from "./breakages.ts";

/** What an instance is started with. */
export interface Start {
  readonly databaseUrl: string;
  readonly store: StoreAddress;
  readonly organizationId: string;
  readonly userId: string;
  readonly menteeId: string;
  readonly sweepSeconds: number;
  readonly sweepTimes?: SweepTimes;
  /** Of a round trip to the cache; the application's own unless given. */
  readonly deadlineMs?: number | undefined;
  /** What it lacks. */
  readonly breakage?: Breakage | undefined;
}

/** What an instance can be told to do. Each is answered. */
export type Order =
  | { readonly do: "start"; readonly start: Start }
  /** Reads these leads, and writes some, all at the same time. */
  | { readonly do: "race"; readonly leads: readonly string[]; readonly writes: readonly string[] }
  /** Reads and writes them one after the other, at random, for so long. */
  | {
      readonly do: "live";
      readonly leads: readonly string[];
      readonly writes: readonly string[];
      readonly ms: number;
    }
  /** Waits for what nobody waits for. */
  | { readonly do: "rest" }
  /** Tells what it reads now. */
  | { readonly do: "tell"; readonly leads: readonly string[] }
  /** Its clock is wrong by so much from now on. */
  | { readonly do: "skew"; readonly ms: number }
  /** Sweeps once, beside its own times. */
  | { readonly do: "sweep" }
  /** Is killed in its next sweep, with rows in its hands. */
  | { readonly do: "die sweeping" }
  /** Is killed between its next commit and the invalidation, and says what it had committed. */
  | { readonly do: "die" };

/** A version of a lead, `row_version`, at a moment in milliseconds since the epoch. */
export type Sighting = readonly [leadId: string, version: number, at: number];

export interface Account {
  /** Each with the moment in which it began. */
  readonly reads: Sighting[];
  readonly commits: Sighting[];
  /** Of reads, in milliseconds. */
  readonly latencies: number[];
  readonly outcomes: Record<string, number>;
  rolledBack: number;
  failedReads: number;
  /** Rejected, although nothing but the cache could have been the reason. */
  failedWrites: number;
  /** Reads that showed less than what this instance had written itself. */
  olderThanOwn: number;
  /** Reads that showed what was rolled back. */
  rolledBackSeen: number;
  /** Commands that were answered with what another had done. */
  foreignResults: number;
}

/** Of one lead. */
export type Told = readonly [leadId: string, version: number, name: string];

export interface Telling {
  readonly leads: Told[];
  /** Lists and reports that differ from what the database says. */
  readonly differing: string[];
  readonly available: boolean;
}
