import { expect, expectAccessible, test } from "./fixtures.ts";
import { addLead, countIn, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("a lead is moved on the board, and asked about where it is won", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const clara = await addLead(page, agency, { name: "Clara Nunes", value: "250" });
  const board = `/o/${agency.slug}/leads/board`;
  await page.goto(`/o/${agency.slug}/leads`);
  await page.getByRole("link", { name: "Board" }).click();
  await expect(page).toHaveURL(board);
  const column = (name: string) =>
    page
      .getByRole("list", { name: "Leads by stage" })
      .locator(":scope > li")
      .filter({ has: page.getByRole("heading", { name }) });
  const card = (name: string) => column(name).getByRole("listitem").filter({ hasText: "Clara Nunes" });
  await expect(column("New").getByRole("link", { name: "3 leads" })).toBeVisible();

  await page.getByLabel("Move Clara Nunes to").selectOption("Proposal");
  await page.getByRole("button", { name: "Move Clara Nunes" }).click();
  await expect(page.getByRole("status").first()).toContainText("The lead is now at Proposal.");
  await expect(card("Proposal")).toBeVisible();
  await expect(column("Proposal").getByRole("link", { name: "250" })).toBeVisible();
  // The figures lead to exactly the leads they count.
  const href = await column("New").getByRole("link", { name: "2 leads" }).getAttribute("href");
  expect(await countIn(page, href ?? "")).toBe(2);

  // Somebody else is faster.
  await moveLead(page, clara, { to: "qualified" });
  await page.getByLabel("Move Clara Nunes to").selectOption("Negotiation");
  await page.getByRole("button", { name: "Move Clara Nunes" }).click();
  await expect(page.getByRole("alert")).toContainText("somebody else has changed this lead");
  await expect(card("Qualified")).toBeVisible();

  await page.getByLabel("Move Clara Nunes to").selectOption("Won");
  await page.getByRole("button", { name: "Move Clara Nunes" }).click();
  await expect(page).toHaveURL(`${clara}/status`);
});

test("the board is filtered like the list, and each leads to the other with the filter", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  await addLead(page, agency, { name: "Clara Nunes", value: "250" });
  const leads = `/o/${agency.slug}/leads`;
  await page.goto(`${leads}/board?value=declared`);
  const card = page.getByRole("link", { name: "Clara Nunes" });
  const others = page.getByRole("link", { name: /^Lead in/ });
  await expect(card).toBeVisible();
  await expect(others).toHaveCount(0);
  await page.getByLabel("Search").fill("clara");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(`${leads}/board?q=clara&value=declared`);
  // The address is there before the page is, whose links lead on with its filter.
  const conditions = page.getByRole("list", { name: "Filters set" });
  const searched = conditions.getByRole("link", { name: "Remove Search: clara" });
  await expect(searched).toBeVisible();
  await expect(card).toBeVisible();

  await page.getByRole("link", { name: "List", exact: true }).click();
  await expect(page).toHaveURL(`${leads}?q=clara&value=declared`);
  await page.getByRole("link", { name: "Board" }).click();
  await expect(page).toHaveURL(`${leads}/board?q=clara&value=declared`);
  await searched.click();
  await expect(page).toHaveURL(`${leads}/board?value=declared`);
  await expect(searched).toHaveCount(0);

  // A colleague is chosen on a page of its own, and the way leads back here.
  await page.getByRole("link", { name: "Choose a colleague" }).click();
  await page.getByRole("link", { name: "Nobody yet" }).click();
  await expect(page).toHaveURL(`${leads}/board?owner=none&value=declared`);
  await page.goto(`${leads}/board?from=2026-05-01&to=2026-01-01`);
  await expect(page.getByText("No lead can be in such a period.")).toBeVisible();
  await expectAccessible(page);
});
