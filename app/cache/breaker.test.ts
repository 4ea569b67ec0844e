import { beforeEach, describe, expect, it } from "vitest";
import { type Breaker, createBreaker } from "./breaker.ts";
import { type ManualClock, manualClock } from "./simulation/manual-clock.ts";

const away = new Error("away");
const long = 60_000;

describe("The breaker", () => {
  let clock: ManualClock;
  let breaker: Breaker;
  let probe: () => Promise<unknown>;
  let makeUp: () => Promise<void>;
  let probes: number[];
  let events: string[];

  beforeEach(() => {
    clock = manualClock();
    probes = [];
    events = [];
    probe = async () => {};
    makeUp = async () => {};
    breaker = createBreaker({
      clock,
      random: { fraction: () => 0.5, nonce: () => "" },
      failures: 3,
      recoverMs: 100,
      maxRecoverMs: 1_000,
      probe: () => {
        probes.push(clock.now());
        return probe();
      },
      onRecover: () => makeUp(),
      onEvent: ({ type }) => events.push(type),
    });
  });

  it("opens when so many round trips fail in a row", () => {
    for (const error of [away, away, undefined, away, away]) breaker.report(error);
    expect(breaker.reads).toBe(true);
    breaker.report(away);
    expect([breaker.reads, breaker.invalidations]).toEqual([false, false]);
    expect(events).toEqual(["away"]);
  });

  it("opens at once for an invalidation that did not get through", () => {
    breaker.trip(away);
    expect(breaker.reads).toBe(false);
  });

  it("looks again after a pause, each time a longer one, and closes when the cache is back", async () => {
    probe = () => Promise.reject(away);
    breaker.trip(away);
    await clock.advance(5_000);
    expect(probes).toEqual([100, 300, 700, 1_500, 2_500, 3_500, 4_500]);
    probe = async () => {};
    await clock.advance(1_000);
    expect([breaker.reads, breaker.invalidations]).toEqual([true, true]);
    expect(events.at(-1)).toBe("back");
    breaker.trip(away);
    await clock.advance(100);
    expect(breaker.reads).toBe(true);
  });

  it("lets invalidations through, but no reads, until what was missed is made up for", async () => {
    const debts = Promise.withResolvers<void>();
    makeUp = () => debts.promise;
    breaker.trip(away);
    await clock.advance(long);
    expect([breaker.reads, breaker.invalidations]).toEqual([false, true]);
    debts.resolve();
    await clock.advance(0);
    expect([breaker.reads, breaker.invalidations]).toEqual([true, true]);
  });

  it("stays open when that fails, and tries again", async () => {
    makeUp = () => Promise.reject(new Error("no database"));
    breaker.trip(away);
    await clock.advance(100);
    expect([breaker.reads, breaker.invalidations]).toEqual([false, false]);
    expect(events).toEqual(["away", "recovery-failed"]);
    makeUp = async () => {};
    await clock.advance(long);
    expect(breaker.reads).toBe(true);
  });

  it("does not close after a recovery during which another invalidation failed", async () => {
    const debts = Promise.withResolvers<void>();
    makeUp = () => debts.promise;
    breaker.trip(away);
    await clock.advance(150);
    breaker.trip(away);
    debts.resolve();
    await clock.advance(0);
    expect(breaker.reads).toBe(false);
    await clock.advance(long);
    expect(breaker.reads).toBe(true);
  });

  it("does not take a round trip that went well for a recovery", () => {
    breaker.trip(away);
    breaker.report(undefined);
    expect(breaker.reads).toBe(false);
  });

  it("is not put off by what fails while it is open", async () => {
    breaker.trip(away);
    for (let ms = 0; ms < 100; ms += 10) {
      breaker.trip(away);
      breaker.report(away);
      await clock.advance(10);
    }
    expect(breaker.reads).toBe(true);
    expect(probes).toEqual([100]);
  });

  it("is open for ever once it was closed down", async () => {
    breaker.trip(away);
    breaker.close();
    await clock.advance(long);
    expect(breaker.reads).toBe(false);
    expect(probes).toEqual([]);
  });

  it("does not come back from a recovery that was under way when it was closed down", async () => {
    const answer = Promise.withResolvers<void>();
    probe = () => answer.promise;
    breaker.trip(away);
    await clock.advance(100);
    breaker.close();
    answer.resolve();
    await clock.advance(long);
    expect([breaker.reads, breaker.invalidations]).toEqual([false, false]);
  });
});
