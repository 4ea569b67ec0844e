import { expect, test } from "./fixtures.ts";
import { addLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("several leads are moved, and all that match deleted and brought back", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const clara = await addLead(page, agency, { name: "Clara Nunes" });
  await addLead(page, agency, { name: "Elis Regina", status: "proposal" });
  await addLead(page, agency, { name: "Gal Costa" });
  const list = `/o/${agency.slug}/leads`;
  const goOn = page.getByRole("button", { name: "Go on", exact: true });
  const action = page.getByLabel("With the selected leads");

  await page.goto(list);
  await page.getByRole("checkbox", { name: "Select Clara Nunes" }).check();
  await page.getByRole("checkbox", { name: "Select Elis Regina" }).check();
  await action.selectOption("Proposal");
  await goOn.click();
  await expect(page.getByRole("heading", { name: "Move 1 lead to Proposal?" })).toBeVisible();
  await expect(page.getByRole("row", { name: "Proposal 1 stay as they are" })).toBeVisible();
  await page.getByRole("button", { name: "Move 1 lead" }).click();
  await expect(page.getByRole("status").first()).toContainText("1 lead moved. 1 lead was there already.");
  await expect(page).toHaveURL(list);
  await page.goto(clara);
  await expect(page.getByText("New to Proposal")).toBeVisible();

  // Won on a day before they came in: that is asked about once for all.
  await page.goto(`${list}?status=proposal`);
  await action.selectOption("Won");
  await page.getByRole("button", { name: "Go on with all that match" }).click();
  await page.getByLabel("Won on").fill("2020-01-01");
  await page.getByLabel("Value of each").fill("50");
  await page.getByRole("button", { name: "Mark 2 leads as won" }).click();
  await page.getByLabel("The win really was before the lead came in").check();
  await page.getByRole("button", { name: "Mark 2 leads as won" }).click();
  await expect(page.getByRole("status").first()).toContainText("2 leads moved.");

  // Somebody adds one while the question is on the screen.
  await page.goto(`${list}?status=won`);
  await action.selectOption("Delete");
  await page.getByRole("button", { name: "Go on with all that match" }).click();
  await expect(page.getByRole("heading", { name: "Delete 2 leads?" })).toBeVisible();
  const gal = (await page.request.get(`${list}?status=new`).then((answer) => answer.text())).match(
    /leads\/([0-9a-f-]{36})"[^>]*>Gal Costa/,
  )?.[1];
  await page.request.post(`${list}/${gal}/status`, { form: { to: "won", rowVersion: "1" } });
  await page.getByRole("button", { name: "Delete 2 leads" }).click();
  await expect(page.getByRole("alert")).toContainText("there were 2 leads, now there are 3");
  await page.getByRole("button", { name: "Delete 3 leads" }).click();
  await page.getByRole("link", { name: "Open the bin" }).click();
  await expect(page.getByRole("table", { name: "Bin" }).locator("tbody tr")).toHaveCount(3);
});
