import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, localDate } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("a follow-up is written down, reminds, is ticked off, taken back, changed and deleted", {
  tag: onEveryStack,
}, async ({ page, agency }) => {
  const { slug, users } = agency;
  await enter(page, agency, "owner");
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(lead);
  const followUps = page.getByRole("region", { name: "Follow-ups" });
  await expect(followUps).toContainText("Nothing is planned");
  await followUps.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page.getByLabel("What is to be done")).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByLabel("What is to be done").fill("Send the offer");
  await page.getByLabel("Due on").fill(localDate(1));
  await expect(page.getByLabel("Who does it")).toHaveValue(users.owner);
  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page.getByRole("status")).toHaveText("The follow-up was added.");
  await expect(followUps.getByRole("listitem")).toHaveText(/Send the offer.*Overdue.*owner of/);
  await expectGoodPage(page);

  await page.goto(`/o/${slug}`);
  const due = page.getByRole("region", { name: "Due follow-ups" });
  await expect(due.getByRole("listitem").filter({ hasText: "Send the offer" })).toContainText("owner of");
  await due.getByRole("link", { name: "My follow-ups" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Follow-ups");
  const rows = page.getByRole("table", { name: "Follow-ups" }).locator("tbody tr");
  await expect(rows).toHaveText([/Send the offer.*Clara Nunes.*Overdue/]);
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Done: Send the offer" }).click();
  await expect(page.getByRole("status")).toHaveText("The follow-up is done.");
  await expect(page.getByText("Nothing to do")).toBeVisible();
  await page.getByRole("link", { name: "Everybody's" }).click();
  await expect(rows).toHaveCount(2);

  await page.goto(lead);
  await expect(page.getByRole("region", { name: "History" })).toContainText("Follow-up done");
  await page.getByRole("button", { name: "Not done: Send the offer" }).click();
  await expect(page.getByRole("status")).toHaveText("The follow-up is still to be done.");
  await page.getByRole("link", { name: "Edit: Send the offer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Edit follow-up");
  await page.getByLabel("Who does it").selectOption({ value: users.mentor });
  await page.getByLabel("Due on").fill(localDate());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(followUps.getByRole("listitem")).toHaveText(/Today.*mentor of/);
  await page.getByRole("link", { name: "Edit: Send the offer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Edit follow-up");
  await page.getByRole("link", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete this follow-up" }).click();
  await expect(page.getByRole("status")).toHaveText("The follow-up was deleted.");
  await expect(followUps).toContainText("Nothing is planned");
});

test("in Portuguese", async ({ page, agency }) => {
  await enter(page, agency, "mentee");
  await page.request.post("/preferences", { form: { locale: "pt-BR" } });
  const task = `leads/${agency.leadIds[0]}/tasks/${agency.taskIds[0]}`;
  for (const path of ["tasks?whose=all", task, `${task}/delete`]) {
    await page.goto(`/o/${agency.slug}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/tarefa/i);
    await expectGoodPage(page);
  }
});
