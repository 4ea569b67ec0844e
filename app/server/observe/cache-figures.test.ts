import { expect, test } from "vitest";
import { type ReadEvent, type ReadOutcome, tag } from "#app/cache/index.ts";
import { createCacheFigures } from "./cache-figures.server.ts";

const read = (group: string, outcome: ReadOutcome, loadMs = 0, name = "leads.list"): ReadEvent => ({
  name,
  outcome,
  ms: loadMs + 1,
  loadMs,
  tags: [tag(group, "leads")],
  stamp: undefined,
});

test("an organization's figures hold its own reads alone", () => {
  const figures = createCacheFigures();
  for (const event of [
    read("ours", "miss", 8),
    read("ours", "hit"),
    read("ours", "joined"),
    read("ours", "away", 4),
    read("ours", "miss", 20, "leads.count"),
    read("theirs", "miss", 99),
  ]) {
    figures.read(event);
  }
  expect(figures.queriesOf("ours")).toEqual([
    { name: "leads.count", reads: 1, hits: 0, loads: 1, loadMs: 20, slowestMs: 20 },
    { name: "leads.list", reads: 4, hits: 2, loads: 2, loadMs: 12, slowestMs: 8 },
  ]);
  expect(figures.queriesOf("nobody")).toEqual([]);
});

test("requests that asked the cache nothing do not make it look better", () => {
  const figures = createCacheFigures();
  const request = { method: "GET", route: "/", status: 200, milliseconds: 1 };
  for (const roundTrips of [2, 0, 3]) figures.request({ ...request, roundTrips });
  expect(figures.totals()).toEqual({ requests: 2, roundTrips: 5 });
});

test("of very many organizations, the one that was quiet for longest is forgotten", () => {
  const figures = createCacheFigures();
  for (let n = 0; n < 1_000; n++) figures.read(read(`o${n}`, "hit"));
  figures.read(read("o0", "hit"));
  figures.read(read("another", "hit"));
  expect(figures.queriesOf("o0")).toHaveLength(1);
  expect(figures.queriesOf("o1")).toHaveLength(0);
});
