import fc from "fast-check";
import { expect, test } from "vitest";
import {
  conditionsIn,
  conditionsSet,
  type LeadFilter,
  leadsUrl,
  normaliseLeadFilter,
  reversedEnds,
  withoutCondition,
} from "./lead-filter.ts";
import { parseLeadFilter } from "./lead-search.ts";
import { leadStatuses, pipelineStages } from "./lead-status.ts";

const date = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyFilter: fc.Arbitrary<LeadFilter> = fc.record(
  {
    status: fc.array(fc.constantFrom(...leadStatuses)),
    source: fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constant("unknown"))),
    from: fc.oneof(date, fc.constant("")),
    to: date,
    wonFrom: date,
    wonTo: date,
    reached: fc.constantFrom(...pipelineStages),
    value: fc.constantFrom("declared" as const, "undeclared" as const),
    daysToWin: fc.constantFrom("measured" as const, "negative" as const),
    mentee: fc.uuid(),
    cohort: fc.uuid(),
    owner: fc.oneof(fc.uuid(), fc.constant("none")),
    tag: fc.uuid(),
    q: fc.string({ unit: "grapheme", maxLength: 20 }),
    valueFrom: fc.nat(),
    valueTo: fc.nat(),
    quiet: fc.nat(3_650),
  },
  { requiredKeys: [] },
);
const searchOf = (url: string) => new URL(url, "http://localhost").searchParams;

test("what an address says is the filter it was made of", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(parseLeadFilter(searchOf(leadsUrl("agency", filter)))).toEqual(normaliseLeadFilter(filter));
    }),
  );
});

test("the same leads have one address", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const reversed = {
        ...filter,
        ...(filter.status && { status: [...filter.status, ...filter.status.toReversed()] }),
        ...(filter.source && { source: filter.source.toReversed() }),
      };
      expect(leadsUrl("agency", reversed)).toBe(leadsUrl("agency", filter));
    }),
  );
});

test("blanks and defaults are left out, parameters stand in order", () => {
  expect(leadsUrl("agency", {})).toBe("/o/agency/leads");
  expect(leadsUrl("agency", { status: leadStatuses, reached: "new", from: "", source: [] })).toBe(
    "/o/agency/leads",
  );
  expect(
    leadsUrl(
      "agency",
      { wonTo: "2026-05-31", status: ["won", "new"], source: ["b&c", "a"] },
      { by: "value", direction: "asc" },
    ),
  ).toBe("/o/agency/leads?dir=asc&sort=value&source=a&source=b%26c&status=new&status=won&wonTo=2026-05-31");
});

test.each([
  "status=sold",
  "from=2026-02-30",
  "reached=lost",
  "value=1",
  "mentee=1",
  "cohort=x",
  "valueFrom=1.5",
  "valueTo=-1",
  "quiet=x",
  "owner=me",
  "tag=vip",
])("refuses %s", (search) => {
  expect(() => parseLeadFilter(new URLSearchParams(search))).toThrow();
});

test("passes over what is no filter", () => {
  expect(parseLeadFilter(new URLSearchParams("sort=value&utm_source=x&status=&status=won"))).toEqual({
    status: ["won"],
  });
});

test("a period that ends before it begins is told by its end, each by itself", () => {
  const day = "2026-05-02";
  const before = "2026-05-01";
  expect(reversedEnds({ from: day, to: before })).toEqual(["to"]);
  expect(reversedEnds({ from: before, to: day, wonFrom: day, wonTo: before })).toEqual(["wonTo"]);
  expect(reversedEnds({ from: day, to: before, wonFrom: day, wonTo: before })).toEqual(["to", "wonTo"]);
  // One day, an open end, and one period beside the other are none.
  expect(reversedEnds({ from: day, to: day, wonFrom: day })).toEqual([]);
  expect(reversedEnds({ wonTo: before, from: day })).toEqual([]);
});

test("each condition can be taken away by itself, and then is the only one missing", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const set = conditionsSet(filter);
      for (const condition of set) {
        expect(conditionsSet(withoutCondition(filter, condition))).toEqual(
          set.filter((each) => each !== condition),
        );
      }
      const none = set.reduce<LeadFilter>(withoutCondition, filter);
      expect(normaliseLeadFilter(none)).toEqual({});
    }),
  );
});

test("a period is one condition", () => {
  expect(conditionsIn({ from: "2026-01-01", to: "2026-01-31", status: ["won"] })).toBe(2);
  expect(conditionsIn({})).toBe(0);
});
