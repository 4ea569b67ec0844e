import { describe, expect, it } from "vitest";
import type { Attempt } from "./attempt.ts";
import { createBatcher } from "./batcher.ts";
import type { Deadline } from "./budgets.ts";
import { manualClock, settled } from "./simulation/manual-clock.ts";
import type { Operation, Outcome } from "./store.ts";

const bump = (name: string): Operation => ({
  kind: "bump",
  tags: [name],
  seed: { counter: 0, nonce: "n" },
  tagMs: 1,
});

const read: Operation = {
  kind: "read",
  entry: "e",
  lease: "l",
  tags: [],
  holder: "h",
  leaseMs: 1,
  seed: { counter: 0, nonce: "n" },
  tagMs: 1,
  known: undefined,
};

/** A store that answers when told to. */
function harness(deadlineMs: Deadline = 80) {
  const clock = manualClock();
  const batches: {
    operations: readonly Operation[];
    attempt: Attempt;
    answer: PromiseWithResolvers<Outcome[]>;
  }[] = [];
  const roundTrips: (string | undefined)[] = [];
  const batcher = createBatcher({
    clock,
    deadlineMs,
    onRoundTrip: (error) => roundTrips.push(error?.message),
    store: {
      execute(operations, attempt) {
        const answer = Promise.withResolvers<Outcome[]>();
        batches.push({ operations, attempt, answer });
        return answer.promise;
      },
      close: async () => {},
    },
  });
  return { clock, batches, roundTrips, batcher };
}

describe("A batch", () => {
  it("takes what one turn of the event loop asks, also after promises were awaited", async () => {
    const { batches, batcher } = harness();
    const one = batcher.submit(bump("a"));
    const two = Promise.resolve().then(async () => {
      await Promise.resolve();
      return batcher.submit(bump("b"));
    });
    await settled();
    const three = batcher.submit(bump("c"));
    await settled();
    expect(batches.map(({ operations }) => operations.length)).toEqual([2, 1]);
    batches[0]?.answer.resolve([
      { ok: true, reply: ["1:a"] },
      { ok: true, reply: ["1:b"] },
    ]);
    batches[1]?.answer.resolve([{ ok: true, reply: ["1:c"] }]);
    expect(await Promise.all([one, two, three])).toEqual([["1:a"], ["1:b"], ["1:c"]]);
  });

  it("fails only the operation that the store refused, and counts as failed", async () => {
    const { batches, roundTrips, batcher } = harness();
    const both = Promise.allSettled([batcher.submit(bump("a")), batcher.submit(bump("b"))]);
    await settled();
    batches[0]?.answer.resolve([
      { ok: false, error: new Error("WRONGTYPE") },
      { ok: true, reply: ["1:b"] },
    ]);
    const [first, second] = await both;
    expect(first).toMatchObject({
      status: "rejected",
      reason: { name: "CacheUnavailableError", message: "WRONGTYPE" },
    });
    expect(second).toMatchObject({ status: "fulfilled" });
    expect(roundTrips).toEqual(["WRONGTYPE"]);
  });

  it.each([
    ["throws", (answer: PromiseWithResolvers<Outcome[]>) => answer.reject(new Error("ECONNREFUSED"))],
    ["leaves out answers", (answer: PromiseWithResolvers<Outcome[]>) => answer.resolve([])],
  ])("fails whole when the store %s", async (_, end) => {
    const { batches, batcher } = harness();
    const asked = batcher.submit(bump("a"));
    await settled();
    for (const { answer } of batches) end(answer);
    await expect(asked).rejects.toMatchObject({ name: "CacheUnavailableError" });
  });

  it("is given up after the deadline, and the store told so", async () => {
    const { clock, batches, roundTrips, batcher } = harness();
    const asked = Promise.allSettled([batcher.submit(bump("a"))]);
    await clock.advance(79);
    expect(roundTrips).toEqual([]);
    await clock.advance(1);
    await expect(asked).resolves.toMatchObject([{ status: "rejected", reason: { message: /within 80 ms/ } }]);
    expect(batches[0]?.attempt.signal.aborted).toBe(true);
    batches[0]?.answer.resolve([{ ok: true, reply: ["1:a"] }]);
    await settled();
    expect(roundTrips).toHaveLength(1);
  });

  it("in which somebody reads waits for as long as the store usually takes; one that invalidates for longer", async () => {
    const { clock, batches, roundTrips, batcher } = harness({ least: 80, most: 250 });
    const told = Promise.allSettled([batcher.submit(bump("a"))]);
    await settled();
    await clock.advance(4);
    batches[0]?.answer.resolve([{ ok: true, reply: ["1:a"] }]);
    await told;
    const reading = Promise.allSettled([batcher.submit(read)]);
    await clock.advance(80);
    await expect(reading).resolves.toMatchObject([{ reason: { message: /within 80 ms/ } }]);
    const bumping = Promise.allSettled([batcher.submit(read), batcher.submit(bump("a"))]);
    await clock.advance(249);
    expect(roundTrips).toHaveLength(2);
    await clock.advance(1);
    await expect(bumping).resolves.toHaveLength(2);
  });

  it("hears an answer that arrived while the process was too busy to notice", async () => {
    const { clock, batches, batcher } = harness();
    // What the event loop finds on its sockets right after the timers that were due.
    clock.after(80, () => setImmediate(() => batches[0]?.answer.resolve([{ ok: true, reply: ["1:a"] }])));
    const asked = batcher.submit(bump("a"));
    await clock.advance(80);
    await expect(asked).resolves.toEqual(["1:a"]);
  });

  it("that was answered is not given up later", async () => {
    const { clock, batches, roundTrips, batcher } = harness();
    const asked = batcher.submit(bump("a"));
    await settled();
    batches[0]?.answer.resolve([{ ok: true, reply: ["1:a"] }]);
    await asked;
    await clock.advance(1_000);
    expect(batches[0]?.attempt.signal.aborted).toBe(false);
    expect(roundTrips).toEqual([undefined]);
  });
});
