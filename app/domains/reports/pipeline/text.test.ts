import { expect, test } from "vitest";
import { i18nFor } from "#app/i18n/index.ts";
import { summarizePipeline } from "./summarize.ts";
import { pipelineText } from "./text.ts";

const totals = {
  entered: 8000,
  reached: [8000, 842, 842, 842, 842, 842],
  won: 842,
  lost: 0,
  wonValue: 6_178_400_600,
  wonUndeclared: 797,
  daysMedian: 14,
  daysMean: 48.5,
  daysNegative: 1,
};
const groups = [
  { key: "unknown", entered: 60, won: 2, wonValue: 0, wonUndeclared: 2 },
  { key: "organic_search", entered: 7940, won: 840, wonValue: 6_178_400_600, wonUndeclared: 795 },
];
const report = summarizePipeline(
  { totals, previous: null, groups },
  { period: {}, previous: null, by: "source" },
);

test("a terminal shows the figures, the stages and the groups, the largest first", () => {
  const text = pipelineText(report, i18nFor("en"), "BRL");
  expect(text).toContain("Pipeline, All time");
  expect(text).toMatch(/Leads entered +8,000\n/);
  expect(text).toMatch(/Leads won +842 \(10\.5%\)\n/);
  expect(text).toMatch(/Won value +R\$61,784,006\.00 \(797 not declared\)/);
  expect(text).toMatch(/New +8,000 +– +100\.0%\n/);
  expect(text.indexOf("organic_search")).toBeLessThan(text.indexOf("Unknown "));
  expect(text).toMatch(/Unknown +60 +2 +3\.3% +not measured/);
});

test("the period before stands beside the one that was asked for", () => {
  const year = (from: string, to: string) => ({ from, to });
  const compared = summarizePipeline(
    {
      totals,
      previous: { ...totals, entered: 4000, won: 300, wonValue: 150, daysMedian: null, daysNegative: 0 },
      groups,
    },
    { period: year("2026-01-01", "2026-12-31"), previous: year("2025-01-01", "2025-12-31"), by: "source" },
  );
  const figures = pipelineText(compared, i18nFor("en"), "BRL").split("\n\n")[1]?.split("\n") ?? [];
  expect(figures[0]).toMatch(/^ +Jan 1 – Dec 31, 2026 +Jan 1 – Dec 31, 2025$/);
  expect(figures[1]).toMatch(/^Leads entered +8,000 +4,000$/);
  expect(figures[2]).toMatch(/^Leads won +842 \(10\.5%\) +300 \(7\.5%\)$/);
  expect(figures[4]).toMatch(/R\$1\.50 \(797 not declared\)$/);
  expect(figures[5]).toMatch(/^Days to win, median +14 days +not measured$/);
  expect(figures[6]).toMatch(
    /^Days to win, mean +48\.5 days \(1 won before it entered, left out\) +48\.5 days$/,
  );
});

test("columns line up", () => {
  const lines = pipelineText(report, i18nFor("pt-BR"), "BRL").split("\n\n").at(-1)?.split("\n") ?? [];
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
