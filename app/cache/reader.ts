import type { Budgets } from "./budgets.ts";
import { type Clock, pause } from "./clock.ts";
import { decode, encode } from "./codec.ts";
import type { CacheEvent, ReadOutcome } from "./events.ts";
import { createFlights, type Flight } from "./flights.ts";
import type { Entry } from "./layout.ts";
import { createLimiter } from "./limiter.ts";
import type { Link } from "./link.ts";
import type { Position } from "./position.ts";
import type { Random } from "./random.ts";
import type { ReadReply } from "./store.ts";
import { asError } from "./unavailable.ts";
import type { Stamp } from "./versions.ts";

/** Runs a query that sees at least what was committed up to a position; without one, everything. */
export type Load<T> = (position: Position | undefined) => Promise<T>;

export interface Answer<T> {
  readonly value: T;
  readonly outcome: ReadOutcome;
  readonly stamp: Stamp | undefined;
}

/** Answers reads from the cache, from the query that it runs, or from one that somebody else runs. */
export interface Reader {
  /** @throws whatever `load` throws, and nothing else */
  read<T>(entry: Entry, load: Load<T>): Promise<Answer<T>>;
  /** Resolves when nothing is left to do that no reader waits for. */
  idle(): Promise<void>;
}

/** Kept in place of a value that cannot be kept, so that nobody waits for it. */
const nothingToKeep = "";

/** Of the polls for another instance's result; each waits twice as long as the one before, up to so many times the first. */
const slowestPoll = 8;

export function createReader(options: {
  link: Link;
  budgets: Budgets;
  clock: Clock;
  random: Random;
  onEvent(event: CacheEvent): void;
}): Reader {
  const { link, budgets, clock, random, onEvent } = options;
  const flights = createFlights();
  const limiter = createLimiter(budgets.awayConcurrency);
  const background = new Set<Promise<void>>();

  async function read<T>(entry: Entry, load: Load<T>): Promise<Answer<T>> {
    const guess: { edition?: string; value?: unknown } = {};
    // While the network is waited for, there is time to decode what will be confirmed.
    const reply = await link.look(entry, ({ edition, payload }) => {
      try {
        Object.assign(guess, { value: decode(payload), edition });
      } catch {
        // Said where it is what the store answers with.
      }
    });
    if (reply === undefined) return alone(load, undefined);
    const confirmed = reply.entry !== undefined && reply.entry.edition === guess.edition;
    const found = confirmed ? { value: guess.value } : open(entry, reply);
    if (found) {
      if (reply.leased) renew(entry, reply, load);
      return { value: found.value as T, outcome: reply.entry?.stale ? "stale" : "hit", stamp: reply.stamp };
    }
    const underWay = flights.find(entry.key.id, reply.stamp);
    if (underWay) return join(underWay, entry, reply.stamp, load);
    return fly(flights.begin(entry.key.id, reply.stamp), entry, reply, load);
  }

  /** Waits for another instance if one is at it, else queries. */
  async function fly<T>(flight: Flight, entry: Entry, first: ReadReply, load: Load<T>): Promise<Answer<T>> {
    const reply = await othersDone(entry, first);
    if (reply === undefined) {
      drop(flight, undefined);
      return alone(load, undefined);
    }
    const found = reply === first ? undefined : open(entry, reply);
    if (found) {
      if (reply.leased) renew(entry, reply, load);
      drop(flight, reply.entry?.payload);
      return { value: found.value as T, outcome: "joined", stamp: reply.stamp };
    }
    if (reply.stamp !== first.stamp) {
      const newer = flights.find(entry.key.id, reply.stamp);
      // Only one whose query runs already: two that wait could wait for one another in turn.
      if (newer?.loading) {
        newer.landed.then((payload) => drop(flight, payload));
        return join(newer, entry, reply.stamp, load);
      }
      flights.readdress(flight, entry.key.id, reply.stamp);
    }
    return { value: await query(flight, entry, reply, load), outcome: "miss", stamp: reply.stamp };
  }

  /** Looks again until there is an entry, the lease, or no time left. An entry that cannot be used is not waited for. */
  async function othersDone(entry: Entry, first: ReadReply): Promise<ReadReply | undefined> {
    const until = clock.now() + budgets.leaseWaitMs;
    let reply: ReadReply | undefined = first;
    for (let poll = budgets.leasePollMs; reply && !reply.leased && !reply.entry; poll *= 2) {
      const left = until - clock.now();
      if (left <= 0) break;
      const ms = Math.min(poll, budgets.leasePollMs * slowestPoll) * (0.5 + random.fraction());
      await pause(clock, Math.min(ms, left));
      reply = await link.look(entry);
    }
    return reply;
  }

  /** Runs the query of a flight, after its versions were read, and keeps the result under these. */
  async function query<T>(
    flight: Flight,
    entry: Entry,
    { stamp, position }: ReadReply,
    load: Load<T>,
  ): Promise<T> {
    flight.loading = true;
    // All that was invalidated before the stamp was read is committed by now: from here on, its tags can be given a position.
    const learned = position === undefined ? link.position() : undefined;
    let value: T;
    try {
      value = await load(position);
    } catch (error) {
      drop(flight, undefined);
      later(link.release(entry, stamp));
      throw error;
    }
    const payload = close(entry, value);
    const kept = payload === undefined || oversized(entry, payload) ? nothingToKeep : payload;
    flight.land(payload);
    // Until the entry is there, readers find the flight; so do those who asked in the round trip that took it there.
    async function keep(): Promise<void> {
      await link.keep(entry, stamp, kept, await learned);
      await new Promise<void>((resolve) => clock.defer(resolve));
      flights.remove(flight);
    }
    later(keep());
    return value;
  }

  /** Takes the result of another reader of this process; a copy, so that no two callers share an object. */
  async function join<T>(flight: Flight, entry: Entry, stamp: Stamp, load: Load<T>): Promise<Answer<T>> {
    const payload = await flight.landed;
    const found = payload === undefined ? undefined : unpacked(entry, payload);
    if (found) return { value: found.value as T, outcome: "joined", stamp };
    return { ...(await alone(load, stamp)), outcome: "miss" };
  }

  /** Queries without the cache and without company, when there is room. */
  async function alone<T>(load: Load<T>, stamp: Stamp | undefined): Promise<Answer<T>> {
    return { value: await limiter.run(() => load(undefined)), outcome: "away", stamp };
  }

  /** Queries again in the background; this process holds the lease for it. */
  function renew<T>(entry: Entry, reply: ReadReply, load: Load<T>): void {
    if (flights.find(entry.key.id, reply.stamp)) return;
    const renewal = query(flights.begin(entry.key.id, reply.stamp), entry, reply, load);
    later(
      renewal.then(
        () => {},
        (error: unknown) => onEvent({ type: "refresh-failed", name: entry.key.name, error }),
      ),
    );
  }

  function drop(flight: Flight, payload: string | undefined): void {
    flight.land(payload);
    flights.remove(flight);
  }

  function later(work: Promise<void>): void {
    background.add(work);
    work.finally(() => background.delete(work));
  }

  function open(entry: Entry, reply: ReadReply): { value: unknown } | undefined {
    const payload = reply.entry?.payload;
    return payload === undefined || payload === nothingToKeep ? undefined : unpacked(entry, payload);
  }

  function unpacked(entry: Entry, payload: string): { value: unknown } | undefined {
    try {
      return { value: decode(payload) };
    } catch (error) {
      onEvent({ type: "undecodable", name: entry.key.name, error: asError(error) });
      return undefined;
    }
  }

  function close(entry: Entry, value: unknown): string | undefined {
    try {
      return encode(value);
    } catch (error) {
      onEvent({ type: "not-kept", name: entry.key.name, why: "unencodable", detail: asError(error).message });
      return undefined;
    }
  }

  function oversized(entry: Entry, payload: string): boolean {
    const bytes = Buffer.byteLength(payload);
    if (bytes <= budgets.maxValueBytes) return false;
    onEvent({ type: "not-kept", name: entry.key.name, why: "oversized", detail: `${bytes} bytes` });
    return true;
  }

  return {
    read,
    async idle() {
      while (background.size > 0) await Promise.all(background);
    },
  };
}
