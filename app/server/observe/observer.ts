import type { CacheEvent, ReadEvent } from "#app/cache/index.ts";

/** A request whose answer is out. */
export interface AnsweredRequest {
  method: string;
  /** pattern of its route; undefined where none matched */
  route: string | undefined;
  status: number;
  milliseconds: number;
  /** to the cache, on its behalf; one that several requests share counts for the first */
  roundTrips: number;
}

export interface RoundTrip {
  milliseconds: number;
  failed: boolean;
}

/** Told of what happens anyway, to count it: costs no round trip. Each must return at once and must not throw. */
export interface Observer {
  request(request: AnsweredRequest): void;
  read(event: ReadEvent): void;
  cache(event: CacheEvent): void;
  roundTrip(trip: RoundTrip): void;
  /** A command's tags after its commit: bumped at once, or left for the sweep. */
  invalidation(outcome: "done" | "delayed"): void;
}

/** One that passes on to several; more may be added to the list later. */
export function observers(all: readonly Observer[]): Observer {
  const each = (tell: (one: Observer) => void) => {
    for (const one of all) tell(one);
  };
  return {
    request: (request) => each((one) => one.request(request)),
    read: (event) => each((one) => one.read(event)),
    cache: (event) => each((one) => one.cache(event)),
    roundTrip: (trip) => each((one) => one.roundTrip(trip)),
    invalidation: (outcome) => each((one) => one.invalidation(outcome)),
  };
}
