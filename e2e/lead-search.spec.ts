import { expect, onEveryStack, test } from "./fixtures.ts";
import { columnOf, leadsOn } from "./leads.ts";
import { enter } from "./sign-in.ts";

test.describe("on the demo agency", () => {
  test.use({ role: "owner" });

  test("leads are found by name whatever its accents, and each condition is taken away by itself", {
    tag: onEveryStack,
  }, async ({ page }) => {
    await page.goto("/o/demo/leads?status=won");
    const [name = ""] = await columnOf(page, "Lead");
    const [lead = ""] = await leadsOn(page);
    const typed = name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toUpperCase()
      .split(" ")
      .toReversed()
      .join(" ");
    const search = page.getByRole("searchbox", { name: "Search" });
    await search.fill(typed);
    await page.getByRole("button", { name: "Show" }).click();
    const conditions = page.getByRole("list", { name: "Filters set" });
    await expect(conditions.getByRole("listitem")).toHaveCount(2);
    await expect(search).toHaveValue(typed);
    expect(await leadsOn(page)).toContain(lead);
    for (const found of await columnOf(page, "Lead")) {
      for (const word of name.split(" ")) expect(found).toContain(word);
    }

    await conditions.getByRole("link", { name: "Remove Status: Won" }).click();
    await expect(conditions.getByRole("listitem")).toHaveCount(1);
    expect(await leadsOn(page)).toContain(lead);
    await conditions.getByRole("link", { name: `Remove Search: ${typed}` }).click();
    await expect(page).toHaveURL("/o/demo/leads");
    await expect(conditions).toHaveCount(0);
  });

  test("a range of values is written as amounts are, and what is none comes back", async ({ page }) => {
    await page.goto("/o/demo/leads?sort=value&dir=asc");
    await page.getByText("More filters").click();
    await page.getByLabel("Value at least").fill("1.500,00");
    await page.getByLabel("Value at most").fill("R$ 2,000");
    await page.getByLabel("Days without an interaction").fill("30");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL("/o/demo/leads?dir=asc&quiet=30&sort=value&valueFrom=150000&valueTo=200000");
    // The address is there before the list is.
    await expect(page.getByLabel("Value at least")).toHaveValue("1500.00");
    const values = (await columnOf(page, "Value")).map((text) => Number(text.replace(/[^\d.]/g, "")));
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(value >= 1500 && value <= 2000).toBe(true);

    await page.getByLabel("Value at most").fill("much");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("This is not an amount")).toBeVisible();
    await expect(page.getByLabel("Value at most")).toHaveValue("much");
    await expect(page.getByLabel("Value at most")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Value at least")).toHaveValue("1500.00");
  });
});

test("a view is saved for everybody, renamed and deleted", { tag: onEveryStack }, async ({
  page,
  agency,
}) => {
  const { slug } = agency;
  await enter(page, agency, "mentor");
  await page.goto(`/o/${slug}/leads?status=new&sort=value`);
  await page.getByRole("link", { name: "Save this view" }).click();
  await page.getByLabel("Name").fill("Fresh ones");
  await page.getByRole("button", { name: "Save" }).click();
  const views = page.getByRole("navigation", { name: "Views" });
  await expect(views.getByRole("link", { name: "Fresh ones" })).toHaveAttribute("aria-current", "page");
  await expect(page).toHaveURL(`/o/${slug}/leads?sort=value&status=new`);
  // The owner's is not a mentor's to change.
  await views.getByRole("link", { name: "Won", exact: true }).click();
  await expect(views.getByRole("link", { name: "Won", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(views.getByRole("link", { name: "Change this view" })).toHaveCount(0);

  await enter(page, agency, "owner");
  await page.goto(`/o/${slug}/leads`);
  await views.getByRole("link", { name: "Fresh ones" }).click();
  await views.getByRole("link", { name: "Change this view" }).click();
  await page.getByLabel("Name").fill("won");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name").fill("Not yet talked to");
  await page.getByRole("button", { name: "Save" }).click();
  await views.getByRole("link", { name: "Not yet talked to" }).click();
  await views.getByRole("link", { name: "Change this view" }).click();
  await page.getByRole("link", { name: "Delete this view" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(`/o/${slug}/leads`);
  await expect(views.getByRole("link")).toHaveText(["All leads", "Won"]);
});
