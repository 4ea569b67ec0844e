import type { Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";
import { countIn, localDate } from "./leads.ts";
import { changeInWords } from "./percent.ts";

test.use({ role: "owner" });

const report = "/o/demo/reports/pipeline";
const entered = (page: Page) => page.getByRole("article").filter({ hasText: "Leads entered" });
const thisMonth = localDate().slice(0, 7);

test("a period is chosen by its name", async ({ page }) => {
  await page.goto(report);
  const periods = page.getByRole("navigation", { name: "Period" });
  await expect(periods.locator("[aria-current]")).toHaveText("All time");
  for (const [name, from, to] of [
    ["This month", new RegExp(`^${thisMonth}-01$`), new RegExp(`^${thisMonth}-\\d\\d$`)],
    ["Last month", /-01$/, /-(28|29|30|31)$/],
    ["Last 90 days", new RegExp(localDate(89)), new RegExp(localDate())],
    [
      "This year",
      new RegExp(`^${thisMonth.slice(0, 4)}-01-01$`),
      new RegExp(`^${thisMonth.slice(0, 4)}-12-31$`),
    ],
  ] as const) {
    await periods.getByRole("link", { name }).click();
    await expect(periods.locator("[aria-current]")).toHaveText(name);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get("from")).toMatch(from);
    expect(searchParams.get("to")).toMatch(to);
    // The rows behind the figure lie in this very period.
    const rows = await entered(page).getByRole("link").first().getAttribute("href");
    expect(new URL(rows ?? "", page.url()).searchParams.get("from")).toMatch(from);
  }
});

test("any other period is chosen by its dates, and the grouping stays", async ({ page }) => {
  const [from, to] = [localDate(100), localDate(61)];
  await page.goto(`${report}?by=month`);
  await page.getByText("Other period").click();
  await page.getByLabel("From").fill(from);
  await page.getByLabel("To", { exact: true }).fill(to);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(`${report}?by=month&from=${from}&to=${to}`);
  await expect(page.getByLabel("From")).toHaveValue(from);
  await expect(page.getByRole("heading", { name: "By month entered" })).toBeVisible();
  // The address is there before the figures are.
  const count = await countIn(page, `/o/demo/leads?from=${from}&to=${to}`);
  await expect(entered(page).getByRole("link").first()).toHaveText(count.toLocaleString("en"));
});

test("a period that is open at one end is asked for again as it is, in the report and in the list", async ({
  page,
}) => {
  const from = localDate(100);
  await page.goto(`${report}?from=${from}`);
  await expect(page.getByLabel("From", { exact: true })).toHaveValue(from);
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("from") === from && !url.searchParams.get("to"));
  await expect(page.getByRole("main")).toContainText("Since ");
  const figure = page.getByRole("link", { name: /^Leads entered: / });
  const inAll = await countIn(page, `/o/demo/leads?from=${from}`);
  expect(Number((await figure.innerText()).replace(",", ""))).toBe(inAll);
  expect(inAll).toBeGreaterThan(0);

  await page.goto(`/o/demo/leads?to=${from}`);
  await expect(page.getByLabel("Entered to")).toHaveValue(from);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(`/o/demo/leads?to=${from}`);
  await expect(page.getByLabel("Entered from")).toHaveValue("");
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
});

test("the period before stands beside the figures", async ({ page }) => {
  // Forty days, and the forty before them.
  await page.goto(`${report}?from=${localDate(139)}&to=${localDate(100)}`);
  const [now, before] = [
    await countIn(page, `/o/demo/leads?from=${localDate(139)}&to=${localDate(100)}`),
    await countIn(page, `/o/demo/leads?from=${localDate(179)}&to=${localDate(140)}`),
  ];
  await expect(entered(page).getByRole("listitem")).toContainText(changeInWords(before, now));
  await expect(entered(page).getByRole("listitem")).toContainText(/ on \w+ \d.+\d{4}\./);
});

test("grouped by month every month of the period has its row", async ({ page }) => {
  await page.goto(`${report}?from=${localDate(200)}&to=${localDate(20)}`);
  await page
    .getByRole("navigation", { name: "Group by" })
    .getByRole("link", { name: "By month entered" })
    .click();
  await expect(page.getByRole("heading", { name: "By month entered" })).toBeVisible();
  const rows = page.getByRole("region", { name: "Figures by group" }).locator("tbody th");
  const months = (await rows.allTextContents()).map((name) =>
    new Date(`1 ${name} UTC`).toISOString().slice(0, 7),
  );
  const expected: string[] = [];
  for (let days = 200; days >= 20; days--) expected.push(localDate(days).slice(0, 7));
  expect(months).toEqual([...new Set(expected)]);
});

test("dates that cannot be are refused, with a way back", async ({ page }) => {
  for (const search of ["from=2026-02-30&to=2026-03-01", "from=yesterday", "by=moon"]) {
    expect((await page.goto(`${report}?${search}`))?.status(), search).toBe(400);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request does not make sense");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  await page.getByRole("link", { name: "To the first page" }).click();
  await expect(page).toHaveURL(report);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pipeline");
});

test("a period that ends before it begins comes back with what was asked for, to be put right", async ({
  page,
}) => {
  expect((await page.goto(`${report}?by=month&from=2026-05-02&to=2026-05-01`))?.status()).toBe(400);
  await expect(page.getByText("The period ends before it begins.")).toBeVisible();
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("2026-05-02");
  await page.getByLabel("To", { exact: true }).fill("2026-05-31");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/from=2026-05-02&to=2026-05-31/);
  await expect(page.getByRole("heading", { name: "By month entered" })).toBeVisible();
});
