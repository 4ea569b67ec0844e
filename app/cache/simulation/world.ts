import { setImmediate as macrotask } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { Choices } from "./choices.ts";

/**
 * Several processes, a network and a database in one thread, where what could happen next happens in any order, and time
 * passes only when a timer is let go off.
 */
export interface World {
  readonly choices: Choices;
  /** Counts what has happened: later is greater. */
  readonly moment: number;
  /** Milliseconds since the world began. */
  readonly now: number;
  /** Resolves when this is chosen to happen. */
  turn(): Promise<void>;
  /** The clock of one process. */
  clock(machine: Machine): Clock;
  /** From now on a timer goes off only when nothing else could happen before. */
  calm(): void;
  /** Lets so many milliseconds pass at once; timers that are due then go off late. */
  pass(ms: number): void;
  /** Lets things happen until nothing is left that could. */
  run(): Promise<void>;
}

export interface Machine {
  /** What its wall clock is wrong by. */
  skewMs: number;
  /** It has stopped: no timer of it goes off any more. */
  dead: boolean;
}

interface Timer {
  readonly due: number;
  readonly call: () => void;
}

const epoch = Date.UTC(2026, 0, 1);
const tooLong = 50_000;

/** @param impatience once in so many steps a timer goes off although something else could have happened before */
export function createWorld(choices: Choices, impatience: number): World {
  const ready: (() => void)[] = [];
  const timers = new Set<Timer>();
  let now = 0;
  let moment = 0;
  let odds = impatience;

  function earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.due < first.due) first = timer;
    return first;
  }

  function happen(): boolean {
    const timer = earliest();
    if (timer && (ready.length === 0 || choices.oneIn(odds))) {
      timers.delete(timer);
      now = Math.max(now, timer.due);
      timer.call();
      return true;
    }
    const [step] = ready.splice(choices.pick(ready.length), 1);
    step?.();
    return step !== undefined;
  }

  return {
    choices,
    get moment() {
      return moment;
    },
    get now() {
      return now;
    },
    turn: () => new Promise((resolve) => ready.push(resolve)),
    clock: (machine) => ({
      now: () => now,
      epoch: () => epoch + now + machine.skewMs,
      after(ms, call) {
        const timer: Timer = { due: now + ms, call: () => machine.dead || call() };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      defer: (call) => ready.push(() => machine.dead || call()),
    }),
    calm() {
      odds = Number.POSITIVE_INFINITY;
    },
    pass(ms) {
      now += ms;
    },
    async run() {
      // A macrotask lets every promise that was settled be heard before the next thing happens.
      for (await macrotask(); happen(); await macrotask()) {
        if (++moment > tooLong) throw new Error("The world does not come to rest");
      }
    },
  };
}
