import { type Rate, requestRate, type Target } from "./request-rate.ts";

/* The process that asks: what it is told by its parent, one thing after the other. */

export interface Order {
  target: Target;
  connections: number;
  milliseconds: number;
}

export type Report = { rate: Rate } | { error: string };

process.on("message", async ({ target, connections, milliseconds }: Order) => {
  const report: Report = await requestRate(target, connections, milliseconds).then(
    (rate) => ({ rate }),
    (error: Error) => ({ error: error.message }),
  );
  process.send?.(report);
});
