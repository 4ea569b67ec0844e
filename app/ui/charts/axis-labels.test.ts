import { describe, expect, it } from "vitest";
import { i18nFor } from "#app/i18n/index.ts";
import { groupLabels, labelClass, labelStep } from "./axis-labels.ts";
import { monthCategories } from "./month-categories.ts";

const months = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${2024 + Math.floor((index + 6) / 12)}-${String(((index + 6) % 12) + 1).padStart(2, "0")}`,
  );

describe("labels of the horizontal axis", () => {
  it("are thinned to what has room", () => {
    expect(labelStep(6, 270, 30)).toBe(1);
    expect(labelStep(12, 270, 30)).toBe(2);
    expect(labelStep(24, 270, 30)).toBe(3);
    expect(labelStep(24, 720, 30)).toBe(1);
    expect(labelStep(1000, 270, 30)).toBe(1000);
  });

  it("always keep the first, at every width", () => {
    for (const count of [1, 12, 24, 60, 1000]) expect(labelClass(0, count, 30)).toBe("");
  });

  it("appear as the container grows", () => {
    expect(labelClass(1, 24, 30)).toBe("hidden @3xl:inline");
    expect(labelClass(1, 6, 30)).toBe("");
  });
});

describe("months on an axis", () => {
  it("are named in the reader's language", () => {
    expect(monthCategories(["2026-05"], i18nFor("en").f)).toEqual([
      { key: "2026-05", label: "May", longLabel: "May 2026", group: "2026" },
    ]);
    expect(monthCategories(["2026-05"], i18nFor("pt-BR").f)[0]).toMatchObject({
      label: "mai",
      longLabel: "maio de 2026",
    });
  });

  it("name each year once, under its first month", () => {
    const { f } = i18nFor("en");
    expect(groupLabels(monthCategories(months(12), f))).toEqual([
      { index: 0, label: "2024" },
      { index: 6, label: "2025" },
    ]);
  });

  it("leave out a year whose label the next one would run into", () => {
    const { f } = i18nFor("en");
    const late = monthCategories(months(30).slice(5), f);
    expect(groupLabels(late).map(({ label }) => label)).toEqual(["2025", "2026"]);
  });
});
