import { expect, onEveryStack, test } from "./fixtures.ts";
import { columnOf, leadsOn, localDate } from "./leads.ts";

// On the demo agency, which has thousands of leads.
test.use({ role: "owner" });

test("the list is filtered by status, source and entered period, and its address says how", async ({
  page,
}) => {
  const [from, to] = [localDate(300), localDate(120)];
  await page.goto("/o/demo/leads");
  await page.getByRole("checkbox", { name: "Won" }).check();
  await page.getByRole("checkbox", { name: "Lost" }).check();
  await page.getByLabel("Entered from").fill(from);
  await page.getByLabel("Entered to").fill(to);
  await page.getByText("More filters").click();
  await page.getByRole("checkbox", { name: "Google Ads" }).check();
  await page.getByRole("button", { name: "Show" }).click();

  await expect(page).toHaveURL(
    `/o/demo/leads?from=${from}&source=Google+Ads&status=won&status=lost&to=${to}`,
  );
  // The address is there before the list is, and what was ticked was ticked before.
  await expect(page.getByRole("list", { name: "Filters set" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Won" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "New", exact: true })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Google Ads" })).toBeChecked();
  await expect(page.getByLabel("Entered to")).toHaveValue(to);
  expect([...new Set(await columnOf(page, "Status"))].sort()).toEqual(["Lost", "Won"]);
  expect([...new Set(await columnOf(page, "Source"))]).toEqual(["Google Ads"]);
  for (const entered of await columnOf(page, "Entered")) {
    expect(Date.parse(entered)).toBeGreaterThanOrEqual(Date.parse(`${from}T00:00`));
    expect(Date.parse(entered)).toBeLessThanOrEqual(Date.parse(`${to}T00:00`));
  }

  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL("/o/demo/leads");
  await expect(page.getByRole("checkbox", { name: "Won" })).not.toBeChecked();
});

const amount = (text: string) => (text === "–" ? null : Number(text.replace(/[^\d.]/g, "")));
const stages = ["New", "First contact", "Qualified", "Proposal", "Negotiation", "Won", "Lost"];

for (const { column, key, read } of [
  { column: "Entered", key: "entered", read: (text: string) => Date.parse(text) },
  { column: "Value", key: "value", read: amount },
  { column: "Status", key: "stage", read: (text: string) => stages.indexOf(text) },
] as const) {
  test(`the list is sorted by ${column.toLowerCase()}, both ways`, async ({ page }) => {
    const from = localDate(300);
    await page.goto(`/o/demo/leads?from=${from}&sort=${key}`);
    const header = page.getByRole("columnheader", { name: column });
    await expect(header).toHaveAttribute("aria-sort", "descending");
    const falling = (await columnOf(page, column)).map(read);
    expect(falling).toEqual(falling.toSorted((a, b) => (b ?? -1) - (a ?? -1)));

    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    const rising = (await columnOf(page, column)).map(read);
    expect(rising).toHaveLength(50);
    expect(rising).toEqual(rising.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity)));
    expect(rising).not.toEqual(falling);
    await expect(page.locator("[aria-sort]")).toHaveCount(1);
    // The filter stays.
    await expect(page.getByLabel("Entered from")).toHaveValue(from);
  });
}

test("walking three pages on and back again shows the same leads", { tag: onEveryStack }, async ({
  page,
}) => {
  await page.goto("/o/demo/leads?status=won&sort=value");
  const previous = page.getByRole("link", { name: "Previous" });
  const next = page.getByRole("link", { name: "Next" });
  await expect(previous).toHaveCount(0);
  const pages = [await leadsOn(page)];
  for (let n = 1; n <= 3; n++) {
    await next.click();
    await expect(page.locator(`a[href="${pages.at(-1)?.[0]}"]`)).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: "Won" })).toBeChecked();
    pages.push(await leadsOn(page));
  }
  expect(pages.map((leads) => leads.length)).toEqual([50, 50, 50, 50]);
  expect(new Set(pages.flat()).size).toBe(200);
  await expect(next).toHaveAttribute("rel", "next");
  await expect(previous).toHaveAttribute("rel", "prev");

  for (let n = 2; n >= 0; n--) {
    await previous.click();
    await expect(page.locator(`a[href="${pages[n]?.[0]}"]`)).toBeVisible();
    expect(await leadsOn(page)).toEqual(pages[n]);
  }
});

test("how many there are in all is counted for whoever asks", async ({ page }) => {
  await page.goto("/o/demo/leads?source=WhatsApp&status=won");
  const tally = page.getByRole("main").getByRole("status");
  await expect(tally).toHaveText("50 leads on this page · Count all");
  await tally.getByRole("link", { name: "Count all" }).click();
  await expect(tally).toHaveText(/^\d+ leads with these filters$/);
  const counted = Number((await tally.innerText()).replace(/\D/g, ""));

  const found = new Set(await leadsOn(page));
  const next = page.getByRole("link", { name: "Next" });
  while ((await next.count()) > 0) {
    await page.goto((await next.getAttribute("href")) ?? "");
    for (const lead of await leadsOn(page)) found.add(lead);
  }
  expect(found.size).toBe(counted);
});

test("a filter that nothing matches says so, and how to see more", async ({ page }) => {
  await page.goto("/o/demo/leads?from=2001-01-01&to=2001-12-31");
  await expect(page.getByText("No leads match these filters")).toBeVisible();
  await page.getByRole("link", { name: "Show all leads" }).click();
  await expect(page).toHaveURL("/o/demo/leads");
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
});

test("a period that ends before it begins comes back beside its end with what was asked for, to be put right", async ({
  page,
}) => {
  const reversed = "The period ends before it begins.";
  await page.goto("/o/demo/leads?status=won&sort=value");
  await page.getByLabel("Entered from").fill(localDate(10));
  await page.getByLabel("Entered to").fill(localDate(300));
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No lead can be in such a period.")).toBeVisible();
  expect((await page.request.get(page.url())).status()).toBe(400);
  await expect(page.getByLabel("Entered to")).toHaveAccessibleDescription(new RegExp(reversed));
  await expect(page.getByLabel("Entered from")).toHaveValue(localDate(10));
  await expect(page.getByRole("checkbox", { name: "Won" })).toBeChecked();
  await expect(page.getByLabel("Won to")).not.toHaveAttribute("aria-invalid");

  await page.getByLabel("Entered from").fill(localDate(400));
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
  await expect(page).toHaveURL(/sort=value/);
  await expect(page.getByLabel("Entered to")).toHaveValue(localDate(300));

  const answer = await page.goto("/o/demo/leads?wonFrom=2026-05-02&wonTo=2026-05-01");
  expect(answer?.status()).toBe(400);
  await expect(page.getByLabel("Won to")).toHaveAccessibleDescription(new RegExp(reversed));
  await expect(page.getByLabel("Won to")).toBeVisible();
  await expect(page.getByLabel("Entered to")).not.toHaveAttribute("aria-invalid");
  await page.getByRole("link", { name: "Show all leads" }).click();
  await expect(page).toHaveURL("/o/demo/leads");
});

test("a cursor that is damaged, or from another list, leads to the first page", async ({ page }) => {
  await page.goto("/o/demo/leads?status=won");
  const next = (await page.getByRole("link", { name: "Next" }).getAttribute("href")) ?? "";
  const damaged = next.replace(/(after=.{20})./, "$1~");
  const foreign = next.replace("status=won", "status=lost");
  for (const address of ["/o/demo/leads?after=nonsense", damaged, foreign]) {
    expect((await page.goto(address))?.status(), address).toBe(400);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request does not make sense");
  }
  await page.getByRole("link", { name: "To the first page" }).click();
  await expect(page).toHaveURL("/o/demo/leads");
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
});
