import type { Locator, Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";
import { columnOf, countIn, localDate } from "./leads.ts";
import { changeInWords, percent } from "./percent.ts";

// Every figure links to the list of exactly the leads that it counts, or is computed from.
test.use({ role: "owner" });

interface Figure {
  /** As it stands on the page. */
  text: string;
  /** What a press on it says it leads to, and where that is; null where it is no link. */
  name: string;
  href: string | null;
}

/**
 * Every text with a digit on the page, in scoreboards, notes, comparisons, charts, their tables and the table of groups. No figures
 * are the heads and the periods, the labels of axes, and what stands in the row of a single lead.
 */
async function figuresOn(page: Page): Promise<Figure[]> {
  await page.waitForLoadState();
  return page.getByRole("main").evaluate((main) => {
    for (const folded of main.querySelectorAll("figure details")) folded.setAttribute("open", "");
    const others =
      "h1, h2, header, nav, figcaption, caption, th, title, .sr-only, .print-stamp, [aria-hidden], [data-axis], tr:has(th a), li:has(a[href*='/leads/'])";
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const found: Figure[] = [];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const holder = node.parentElement;
      const words = "li, text, td, p";
      const text = (holder?.closest("a") ?? holder?.closest(words) ?? holder)?.textContent ?? "";
      if (!holder || !/\d/.test(node.textContent ?? "") || holder.closest(others)) continue;
      let link = holder.closest("a");
      if (!link && holder.closest("[role=img]")) {
        // In a picture, what lies over the figure is the link.
        holder.scrollIntoView({ block: "center" });
        const { left, top, width, height } = holder.getBoundingClientRect();
        link = document.elementFromPoint(left + width / 2, top + height / 2)?.closest("a") ?? null;
      }
      // One whose base is nothing compares with no rows.
      if (text.startsWith("no base") || text.startsWith("sem base")) continue;
      found.push({
        text: node.textContent ?? "",
        name: link?.getAttribute("aria-label") ?? link?.textContent ?? "",
        href: link?.getAttribute("href") ?? null,
      });
    }
    return found;
  });
}

/** The number of leads that a figure says it counts; undefined for shares, money and days. */
function countSaid({ text, name }: Figure): number | undefined {
  if (/^Days to win/.test(name) && !text.includes("won before")) return undefined;
  const [, digits] = /^([\d,]+)(?: (?:not declared|won before).*)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll(",", ""));
}

/** Expects every figure to be a link to the list, and every count to be the count of that list. */
async function expectRowsBehind(page: Page, figures: readonly Figure[]) {
  const counted = new Map<string, Figure>();
  for (const figure of figures) {
    expect(figure.href, `"${figure.text}" is a link to its rows`).toMatch(/^\/o\/[\w-]+\/leads(\?|$)/);
    // Who hears the link alone hears the figure too, in full where it is shortened in the picture.
    if (!/[KM]$/.test(figure.text)) expect(figure.name, "the name of a figure").toContain(figure.text);
    if (countSaid(figure) !== undefined) counted.set(`${figure.href} ${countSaid(figure)}`, figure);
  }
  // Entered, won, and the five stages after the first.
  expect(counted.size).toBeGreaterThanOrEqual(7);
  for (const figure of counted.values()) {
    expect(await countIn(page, figure.href ?? ""), `"${figure.name}" leads to ${figure.href}`).toBe(
      countSaid(figure),
    );
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

test("a conversion leads to the leads of its numerator", async ({ page }) => {
  await page.goto(`${report}?${new URLSearchParams(period)}`);
  const countOf = async (link: Locator) => countIn(page, (await link.getAttribute("href")) ?? "");
  const [funnel] = await page.getByRole("figure").all();
  await funnel?.getByText("Data as a table").click();
  const stages = (await funnel?.getByRole("row").all()) ?? [];
  const reached: number[] = [];
  for (const stage of stages.slice(1)) {
    const [value, ...shares] = await stage.getByRole("link").all();
    const count = value ? await countOf(value) : Number.NaN;
    for (const share of shares) expect(await countOf(share)).toBe(count);
    const [entered = count, before = entered] = [reached[0], reached.at(-1)];
    const [step, overall] =
      reached.length === 0 ? ["–", "100.0%"] : [count / before, count / entered].map(percent);
    await expect(stage.getByRole("cell").nth(1)).toHaveText(step ?? "");
    await expect(stage.getByRole("cell").nth(2)).toHaveText(overall ?? "");
    reached.push(count);
  }
  expect(reached).toHaveLength(6);

  const groups = page.getByRole("region", { name: "Figures by group" }).getByRole("row");
  for (const group of (await groups.all()).slice(1)) {
    const [entered, , conversion] = await group.getByRole("link").all();
    if (!entered || !conversion) throw new Error("A group has its figures.");
    await expect(conversion).toHaveText(percent((await countOf(conversion)) / (await countOf(entered))));
  }
});

test("a comparison leads to the leads of the period that it compares with", async ({ page }) => {
  for (const path of ["/o/demo", `${report}?${new URLSearchParams(period)}`]) {
    await page.goto(path);
    let compared = 0;
    for (const label of ["Leads entered", "Leads won"]) {
      const article = page
        .getByRole("article")
        .filter({ has: page.getByRole("heading", { name: label, exact: true }) });
      const href = await article.getByRole("link").first().getAttribute("href");
      const now = await countIn(page, href ?? "");
      for (const comparison of await article.getByRole("listitem").getByRole("link").all()) {
        const before = await countIn(page, (await comparison.getAttribute("href")) ?? "");
        await expect(comparison).toContainText(changeInWords(before, now));
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(2);
  }
});

test("the days to win lead to the leads whose days are measured", async ({ page }) => {
  await page.goto(report);
  const days = page.getByRole("article").filter({ hasText: "Days to win, median" });
  for (const link of [days.getByRole("link").first(), days.getByRole("link", { name: /Mean/ })]) {
    await expect(link).toHaveAttribute("href", "/o/demo/leads?daysToWin=measured");
  }
});

test.describe("in Portuguese", () => {
  test.use({ locale: "pt-BR" });
  test("every figure is a link", async ({ page }) => {
    for (const path of ["/o/demo", report, `${report}?by=month&${new URLSearchParams(period)}`]) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
      for (const { text, href } of await figuresOn(page))
        expect(href, `"${text}" on ${path}`).toContain("/leads");
    }
  });
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
