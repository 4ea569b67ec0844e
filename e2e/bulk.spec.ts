import { expect, expectAccessible, test } from "./fixtures.ts";
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
  await expect(page.getByRole("row", { name: "Proposal stay as they are 1" })).toBeVisible();
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

test("several leads are tagged, untagged and given to whoever may see them", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const list = `/o/${agency.slug}/leads`;
  const [first, second] = agency.leadIds;
  const goOnWithAll = page.getByRole("button", { name: "Go on with all that match" });
  const action = page.getByLabel("With the selected leads");
  const said = page.getByRole("status").first();

  await page.goto(list);
  await action.selectOption("Add a tag");
  await goOnWithAll.click();
  await expect(page.getByRole("heading", { name: "Add a tag to 2 leads?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Tag", { exact: true }).fill("Fair");
  await page.getByRole("button", { name: "Tag 2 leads" }).click();
  await expect(said).toContainText("2 leads tagged Fair.");

  // One that carries it already stays as it is, however it is written.
  await page.goto(list);
  await page.locator(`input[name="id"][value="${first}"]`).check();
  await action.selectOption("Add a tag");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await page.getByLabel("Tag", { exact: true }).fill("FAIR");
  await page.getByRole("button", { name: "Tag 1 lead" }).click();
  await expect(said).toContainText("Nothing was changed. 1 lead carried it already.");

  await page.goto(list);
  await action.selectOption("Take a tag off");
  await goOnWithAll.click();
  await page.getByLabel("Tag", { exact: true }).selectOption("Fair · 2 leads");
  await page.getByRole("button", { name: "Take the tag off" }).click();
  await expect(said).toContainText("Tag taken off 2 leads.");
  await page.goto(`${list}/${first}`);
  await expect(page.getByRole("button", { name: "Remove the tag Fair" })).toHaveCount(0);

  // The mentor has the first cohort alone.
  await page.goto(list);
  await action.selectOption("Say who works them");
  await goOnWithAll.click();
  await expect(page.getByRole("row", { name: "Nobody yet 2" })).toBeVisible();
  await page.getByLabel("From now on").selectOption(agency.users.mentor);
  await page.getByRole("button", { name: "Assign 2 leads" }).click();
  await expect(said).toContainText("1 lead assigned. 1 lead stays as it is");
  await page.goto(`${list}?owner=${agency.users.mentor}`);
  await expect(page.locator(`a[href="${list}/${first}"]`)).toBeVisible();
  await expect(page.locator(`a[href="${list}/${second}"]`)).toHaveCount(0);
});
