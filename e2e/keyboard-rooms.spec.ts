import { expect, test } from "./fixtures.ts";
import { tabTo } from "./keyboard.ts";
import { enter } from "./sign-in.ts";

// The rooms beside that of the leads without a mouse; each control on the way shows that it has the focus.

test("a file is imported and taken back", async ({ page, agency }) => {
  test.slow();
  const { keyboard } = page;
  const heading = page.getByRole("heading", { level: 1 });
  const state = (text: string) =>
    expect(page.getByRole("main").getByText(text, { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/imports`);
  await tabTo(page, page.getByRole("link", { name: "Import leads" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("File"));
  const text = `External id,Name,Mentee,Entered on\nk1,Clara Nunes,Business in Cohort 1 of ${agency.slug},2026-01-05\n`;
  // Which file is asked by a dialog of the browser's own.
  const file = { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("File").setInputFiles(file);
  await tabTo(page, page.getByRole("button", { name: "Upload" }));
  await keyboard.press("Enter");
  await expect(heading).toHaveText("Which column is what?");
  await tabTo(page, page.getByRole("button", { name: "Rehearse" }));
  await keyboard.press("Enter");
  await state("Rehearsed");
  await tabTo(page, page.getByRole("button", { name: "Import now" }));
  await keyboard.press("Enter");
  await state("Imported");
  await tabTo(page, page.getByRole("link", { name: "Take back" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Take this import back" }));
  await keyboard.press("Enter");
  await state("Taken back");
});

test("a follow-up is added, changed and ticked off", async ({ page, agency }) => {
  const { keyboard } = page;
  const said = page.getByRole("status");
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/leads/${agency.leadIds[0]}`);
  await tabTo(page, page.getByLabel("What is to be done"));
  await keyboard.type("Send the offer");
  await tabTo(page, page.getByLabel("Due on"));
  await keyboard.type("01022026");
  await tabTo(page, page.getByRole("button", { name: "Add follow-up" }));
  await keyboard.press("Enter");
  await expect(said).toHaveText("The follow-up was added.");
  await tabTo(page, page.getByRole("link", { name: "Edit: Send the offer" }));
  await keyboard.press("Enter");
  await expect(page.getByLabel("Due on")).toHaveValue("2026-01-02");
  await tabTo(page, page.getByLabel("What is to be done"));
  await keyboard.type("Send it again");
  await keyboard.press("Enter");
  await expect(said).toHaveText("The follow-up was saved.");
  await page.goto(`/o/${agency.slug}/tasks`);
  await tabTo(page, page.getByRole("button", { name: "Done: Send it again" }));
  await keyboard.press("Enter");
  await expect(said).toHaveText("The follow-up is done.");
});

test("a member is given another role", async ({ page, agency }) => {
  const { keyboard } = page;
  const said = page.getByRole("status");
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/people`);
  await tabTo(page, page.getByRole("link", { name: `mentor of ${agency.slug}` }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Change role" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Role", { exact: true }));
  await keyboard.type("Admin");
  await tabTo(page, page.getByRole("button", { name: "Save" }));
  await keyboard.press("Enter");
  await expect(said).toContainText("has another role now");
});
