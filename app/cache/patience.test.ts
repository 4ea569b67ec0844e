import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPatience } from "./patience.ts";

const range = { least: 80, most: 250 };

describe("A reader's patience", () => {
  it("is all that there is until the store has answered, and then what it usually takes, with room", () => {
    const patience = createPatience(range);
    expect(patience.ms).toBe(250);
    for (let n = 0; n < 50; n++) patience.answered(5);
    expect(patience.ms).toBe(80);
    for (let n = 0; n < 50; n++) patience.answered(n % 2 === 0 ? 60 : 100);
    expect(patience.ms).toBeGreaterThan(100);
    expect(patience.ms).toBeLessThan(250);
  });

  it("stays as it is while nothing is answered, however much is given up", () => {
    const patience = createPatience(range);
    for (let n = 0; n < 50; n++) patience.answered(5);
    for (let n = 0; n < 10; n++) patience.gaveUp(patience.ms);
    expect(patience.ms).toBe(80);
  });

  it("is soon what it was after the store was away for however long", () => {
    const patience = createPatience(range);
    for (let n = 0; n < 50; n++) patience.answered(5);
    for (let n = 0; n < 1_000; n++) patience.gaveUp(patience.ms);
    patience.answered(5);
    expect(patience.ms).toBeLessThan(120);
    for (let n = 0; n < 5; n++) patience.answered(5);
    expect(patience.ms).toBe(80);
  });

  it("grows with a store that has become slow but answers, until it is waited for", () => {
    const patience = createPatience(range);
    for (let n = 0; n < 50; n++) patience.answered(5);
    // Every second answer takes 180 ms, and is not waited for at first.
    let missed = 0;
    for (let n = 0; n < 40; n++) {
      if (patience.ms > 180) patience.answered(180);
      else {
        patience.gaveUp(patience.ms);
        missed++;
      }
      patience.answered(5);
    }
    expect(missed).toBeLessThan(10);
  });

  it("never leaves its range, which one number closes", () => {
    const events = fc.array(fc.option(fc.double({ min: 0, max: 5_000, noNaN: true })), { maxLength: 100 });
    fc.assert(
      fc.property(events, fc.constantFrom(80, range), (took, deadline) => {
        const patience = createPatience(deadline);
        for (const ms of took) {
          if (ms === null) patience.gaveUp(patience.ms);
          else patience.answered(ms);
          expect(patience.ms).toBeGreaterThanOrEqual(80);
          expect(patience.ms).toBeLessThanOrEqual(deadline === 80 ? 80 : 250);
        }
      }),
    );
  });
});
