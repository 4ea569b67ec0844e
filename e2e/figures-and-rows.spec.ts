import type { Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";
import { columnOf, countIn, localDate } from "./leads.ts";

// Every figure links to the list of exactly the leads that it counts.
test.use({ role: "owner" });

interface Figure {
  /** As the page says it. */
  text: string;
  count: number;
  href: string;
}

/** Every number of leads on the page that is a link, in scoreboards, charts, their tables and notes; each once. */
async function figuresOn(page: Page): Promise<Figure[]> {
  const links = await page.locator('main a[href*="/leads?"]').evaluateAll((anchors) =>
    anchors.map((anchor) => ({
      text: anchor.getAttribute("aria-label") ?? anchor.textContent ?? "",
      href: anchor.getAttribute("href") ?? "",
    })),
  );
  const found = new Map<string, Figure>();
  for (const { text, href } of links) {
    // "1,308", "Leads won: 93. Show the rows.", "Instagram: 2,480, 12.1% won", "2 not declared"; no money, no days.
    const [, digits] = /^(?:.*: )?([\d,]*\d)(?:$|[,.]? \D|, \d|\.$)/.exec(text) ?? [];
    if (digits === undefined || text.startsWith("Days")) continue;
    found.set(`${href} ${digits}`, { text, count: Number(digits.replaceAll(",", "")), href });
  }
  return [...found.values()];
}

async function expectRowsBehind(page: Page, figures: readonly Figure[]) {
  // Entered, won, and the five stages after the first.
  expect(figures.length).toBeGreaterThanOrEqual(7);
  for (const { text, count, href } of figures) {
    expect(await countIn(page, href), `"${text}" leads to ${href}`).toBe(count);
  }
}

const report = "/o/demo/reports/pipeline";

/** Some Wednesday, when leads come in numbers. */
const wednesday = localDate(200 + ((new Date(localDate(200)).getUTCDay() + 4) % 7));

for (const [what, period] of [
  ["all time", ""],
  ["a year", `from=${localDate(365)}&to=${localDate(1)}`],
  ["a few weeks that no calendar knows", `from=${localDate(250)}&to=${localDate(199)}`],
  ["one day", `from=${wednesday}&to=${wednesday}`],
  ["all until a day", `to=${localDate(450)}`],
]) {
  for (const by of ["source", "month"]) {
    test(`the figures of the pipeline report by ${by} over ${what} count their rows`, async ({ page }) => {
      await page.goto(`${report}?${period}&by=${by}`);
      await expectRowsBehind(page, await figuresOn(page));
    });
  }
}

for (const role of ["owner", "mentor", "mentee"] as const) {
  test.describe(`of the ${role}`, () => {
    test.use({ role });
    test("the figures of the overview and the report count the rows that they may see", async ({ page }) => {
      for (const path of ["/o/demo", report]) {
        await page.goto(path);
        await expectRowsBehind(page, await figuresOn(page));
      }
    });
  });
}

const cents = (text: string) => (text === "–" ? 0 : Number(text.replace(/\D/g, "")));

const period = { from: localDate(230), to: localDate(200) };

test("the won value is the sum of the values of its rows", async ({ page }) => {
  await page.goto(`${report}?${new URLSearchParams(period)}`);
  const wonValue = page.getByRole("link", { name: /^Won value: / });
  const shown = cents((await wonValue.textContent()) ?? "");
  let next = await wonValue.getAttribute("href");
  let sum = 0;
  while (next) {
    await page.goto(next);
    expect(new Set(await columnOf(page, "Status"))).toEqual(new Set(["Won"]));
    for (const value of await columnOf(page, "Value")) sum += cents(value);
    const link = page.getByRole("link", { name: "Next" });
    next = (await link.count()) === 0 ? null : await link.getAttribute("href");
  }
  expect(sum).toBeGreaterThan(0);
  // The report rounds to whole units.
  expect(shown).toBe(Math.round(sum / 100));
});

test("a press on a figure, or on its place in a chart, leads to its rows", async ({ page }) => {
  const { from, to } = period;
  await page.goto(`${report}?${new URLSearchParams(period)}`);
  for (const [name, address] of [
    [/^Leads won: /, `from=${from}&status=won&to=${to}`],
    [/^Proposal: /, `from=${from}&reached=proposal&to=${to}`],
    [/^Instagram: /, `from=${from}&source=Instagram&to=${to}`],
  ] as const) {
    await page.getByRole("link", { name }).click();
    await expect(page).toHaveURL(`/o/demo/leads?${address}`);
    await page.goBack();
  }
});
