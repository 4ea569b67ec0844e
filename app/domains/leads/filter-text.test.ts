import { expect, test } from "vitest";
import { i18nFor } from "#app/i18n/index.ts";
import { leadFilterText } from "./filter-text.ts";

const currency = "BRL";
const [en, pt] = [i18nFor("en"), i18nFor("pt-BR")];

test("a filter says every condition that is set, and only those", () => {
  expect(leadFilterText({}, en, { currency })).toBeUndefined();
  expect(leadFilterText({ status: ["lost", "won"], from: "2026-05-01" }, en, { currency })).toBe(
    "Status: Won, Lost · Entered: Since May 1, 2026",
  );
  const all = {
    q: " ana\u00a0 silva",
    source: ["unknown", "Feira"],
    from: "2026-05-01",
    to: "2026-05-31",
    wonTo: "2026-06-30",
    reached: "proposal",
    value: "undeclared",
    valueTo: 150_000,
    quiet: 1,
    daysToWin: "measured",
    mentee: "01978b3e-0000-7000-8000-000000000001",
    cohort: "01978b3e-0000-7000-8000-000000000002",
  } as const;
  expect(leadFilterText(all, en, { currency, mentee: "Casa Verde" })).toBe(
    "Search: ana silva · Source: Feira, Unknown · Entered: May 1 – 31, 2026 · Won: Until Jun 30, 2026 · Got at least to: Proposal · " +
      "Value: Not declared · Amount: at most R$1,500.00 · Last interaction: for 1 day or more · Days to win: Measured · Mentee: Casa Verde · Cohort: Unknown",
  );
  expect(leadFilterText(all, pt, { currency })).toContain("Origem: Feira, Desconhecida · Entrada: ");
});
