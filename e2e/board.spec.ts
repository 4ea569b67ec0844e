import { expect, test } from "./fixtures.ts";
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
