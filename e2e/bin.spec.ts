import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, columnOf, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test.beforeEach(async ({ page, agency }) => {
  await enter(page, agency, "mentor");
});

test("a lead goes into the bin and comes back", { tag: onEveryStack }, async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  const list = `/o/${agency.slug}/leads`;
  await page.goto(lead);
  await page.getByRole("link", { name: "Delete this lead" }).click();
  await expect(page.getByRole("heading", { name: "Delete Clara Nunes?" })).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("status").first()).toHaveText("The lead is in the bin.");
  expect(await columnOf(page, "Lead")).not.toContain("Clara Nunes");

  // Its address says where it is.
  await page.goto(lead);
  await expect(page.getByRole("main")).toContainText("This lead has been in the bin since");
  await expectGoodPage(page);
  await page.goto(list);
  await page.getByRole("link", { name: "Bin" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bin");
  await expect(page.getByRole("table")).toContainText("Clara Nunes");
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Restore Clara Nunes" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead was restored.");
  await expect(page.getByRole("region", { name: "History" })).toContainText("Taken out of the bin");
  await page.goto(list);
  expect(await columnOf(page, "Lead")).toContain("Clara Nunes");
});

test("a lead that was changed meanwhile is shown before it is deleted", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(`${lead}/delete`);
  await moveLead(page, lead, { to: "qualified" });
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("somebody else has changed this lead");
  await expect(page.getByRole("main")).toContainText("Qualified");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("status").first()).toHaveText("The lead is in the bin.");
});
