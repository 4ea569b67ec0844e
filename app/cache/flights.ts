import type { Stamp } from "./versions.ts";

/** One query under way, for everybody in this process who wants what it will return. */
export interface Flight {
  /** The encoded result; undefined when there is none to share, because the query failed or its result cannot be encoded. */
  readonly landed: Promise<string | undefined>;
  /** The first call decides. */
  land(payload: string | undefined): void;
  /** Whether the query runs, or is still waiting for that of another instance. */
  loading: boolean;
}

/**
 * Flights are found by the entry and by the versions that the cache named before their query began. Whoever finds one was
 * told the same versions by the cache, so nothing was invalidated in between.
 */
export interface Flights {
  find(id: string, stamp: Stamp): Flight | undefined;
  begin(id: string, stamp: Stamp): Flight;
  /** Lets the flight be found under newer versions too, read before its query begins. */
  readdress(flight: Flight, id: string, stamp: Stamp): void;
  remove(flight: Flight): void;
}

export function createFlights(): Flights {
  const found = new Map<string, Flight>();
  const addresses = new Map<Flight, string[]>();

  function readdress(flight: Flight, id: string, stamp: Stamp): void {
    const address = `${id} ${stamp}`;
    found.set(address, flight);
    addresses.set(flight, [...(addresses.get(flight) ?? []), address]);
  }

  return {
    find: (id, stamp) => found.get(`${id} ${stamp}`),
    begin(id, stamp) {
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      const flight: Flight = { landed: promise, land: resolve, loading: false };
      readdress(flight, id, stamp);
      return flight;
    },
    readdress,
    remove(flight) {
      for (const address of addresses.get(flight) ?? []) {
        // A later flight may have taken the address over.
        if (found.get(address) === flight) found.delete(address);
      }
      addresses.delete(flight);
    },
  };
}
