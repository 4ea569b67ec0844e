import { expect, test } from "./fixtures.ts";
import { addLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

// What has to be there where no script helps.

test.describe("of the demo's owner", () => {
  test.use({ role: "owner" });

  test("every mark of a chart says what it is, and its data stand in a table", async ({ page }) => {
    await page.goto("/o/demo/reports/pipeline?by=month");
    for (const figure of await page.getByRole("figure").all()) {
      const marks = figure.locator("a[data-mark]");
      expect(await marks.count()).toBeGreaterThan(0);
      for (const mark of await marks.all()) {
        expect(await mark.locator("title").textContent()).toBe(await mark.getAttribute("aria-label"));
      }
      await figure.getByText("Data as a table").click();
      await expect(figure.getByRole("table").getByRole("row").nth(1)).toBeVisible();
      await expect(figure.getByRole("img")).toHaveAccessibleName(/.+/);
      await expect(figure.getByRole("img")).toHaveAccessibleDescription(/\d/);
    }
  });
});

test("a move that is refused comes back on a page of its own, with the way back", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(lead);
  await page.getByRole("button", { name: "Win…" }).click();
  await page.getByLabel("Value").fill("a lot");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page).toHaveURL(`${lead}/status`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Move Clara Nunes");
  await expect(page.getByLabel("Value")).toHaveValue("a lot");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page).toHaveURL(lead);
});
