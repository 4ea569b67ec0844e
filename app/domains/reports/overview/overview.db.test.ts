import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { loadOverview } from "./load.server.ts";
import { overviewPeriods, summarizeOverview } from "./summarize.ts";

let db: TestDatabase;
let data: DataLayer;
let organization: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  organization = await arrangeOrganization(db.sql, "agency");
});
afterAll(() => db.close());

describe("what is compared", () => {
  test("is the month so far with the same days of the month before and of a year ago", () => {
    expect(overviewPeriods("2026-11-21")).toEqual({
      current: { from: "2026-11-01", to: "2026-11-21" },
      previous: { from: "2026-10-01", to: "2026-10-21" },
      lastYear: { from: "2025-11-01", to: "2025-11-21" },
      months: { from: "2025-11-01", to: "2026-11-30" },
    });
  });

  test("never reaches past the end of a shorter month", () => {
    expect(overviewPeriods("2026-03-31").previous).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(overviewPeriods("2024-02-29").lastYear).toEqual({ from: "2023-02-01", to: "2023-02-28" });
  });
});

interface PlainLead {
  enteredAt: number;
  wonAt: number | null;
  value: number | null;
  deleted: boolean;
}

const end = Date.parse("2019-03-01T00:00:00Z");
const ago = fc.integer({ min: 0, max: 430 * 24 * 2 }).map((halfHours) => end - halfHours * 1_800_000);
const plainLead: fc.Arbitrary<PlainLead> = fc.record({
  enteredAt: ago,
  wonAt: fc.option(ago, { nil: null }),
  value: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }),
  deleted: fc.constantFrom(false, false, true),
});

test("counts what plain loops count, in zones whose clocks change", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plainLead, { maxLength: 60 }),
      fc.constantFrom("America/Sao_Paulo", "America/New_York", "Asia/Kolkata", "Pacific/Apia"),
      fc.integer({ min: 0, max: 60 }),
      async (rows, timeZone, daysBack) => {
        await put(rows);
        const today = Temporal.PlainDate.from("2019-02-28").subtract({ days: daysBack }).toString();
        const periods = overviewPeriods(today);
        const { current, previous, lastYear, months } = periods;
        const figures = await loadOverview.recompute(owner(), {
          stretches: [current, previous, lastYear],
          months,
          timeZone,
        });
        const overview = summarizeOverview(figures, periods);
        const oracle = oracleOf(rows, timeZone);
        const kpis = Object.fromEntries(overview.kpis.map((kpi) => [kpi.figure, kpi]));
        for (const figure of ["entered", "won", "wonValue", "daysMedian"] as const) {
          expect(kpis[figure], figure).toEqual({
            figure,
            current: oracle(current)[figure],
            previous: oracle(previous)[figure],
            lastYear: oracle(lastYear)[figure],
            course: overview.months.map((month) => oracle(wholeMonth(month))[figure]),
          });
        }
        expect(overview.wonUndeclared).toBe(oracle(current).wonUndeclared);
        expect(overview.months).toHaveLength(13);
      },
    ),
    { numRuns: 40 },
  );
});

const wholeMonth = (month: string) => {
  const first = Temporal.PlainDate.from(`${month}-01`);
  return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
};

function oracleOf(rows: readonly PlainLead[], timeZone: string) {
  const dateOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
  return ({ from, to }: { from: string; to: string }) => {
    const there = (ms: number | null) => {
      if (ms === null) return false;
      const date = dateOf(ms).toString();
      return from <= date && date <= to;
    };
    const kept = rows.filter((lead) => !lead.deleted);
    const won = kept.filter((lead) => there(lead.wonAt));
    const declared = won.map((lead) => lead.value).filter((value) => value !== null);
    const days = won
      .map((lead) => dateOf(lead.enteredAt).until(dateOf(lead.wonAt ?? 0)).days)
      .filter((n) => n >= 0)
      .sort((a, b) => a - b);
    const middle = (days.length - 1) / 2;
    return {
      entered: kept.filter((lead) => there(lead.enteredAt)).length,
      won: won.length,
      wonValue: won.length > 0 && declared.length === 0 ? null : declared.reduce((a, b) => a + b, 0),
      wonUndeclared: won.length - declared.length,
      daysMedian:
        days.length === 0 ? null : ((days[Math.floor(middle)] ?? 0) + (days[Math.ceil(middle)] ?? 0)) / 2,
    };
  };
}

const owner = () => memberCaller(data, organization, "owner");

async function put(rows: readonly PlainLead[]): Promise<void> {
  await db.sql("delete from leads");
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const values = rows.map(({ enteredAt, wonAt, value, deleted }) => ({
    id: newId(),
    value,
    status: wonAt === null ? "new" : "won",
    entered_at: iso(enteredAt),
    won_at: iso(wonAt),
    deleted_at: deleted ? iso(end) : null,
  }));
  await db.sql(
    `insert into leads (id, organization_id, mentee_id, name, status, value, entered_at, won_at, deleted_at)
     select id, $1, $2, 'Lead', status, value, entered_at, won_at, deleted_at
     from jsonb_to_recordset($3::jsonb) as r(id uuid, status lead_status, value bigint, entered_at timestamptz, won_at timestamptz, deleted_at timestamptz)`,
    [organization.id, organization.menteeIds[0], JSON.stringify(values)],
  );
}
