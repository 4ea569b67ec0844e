import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, localDate, logInteraction, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test.beforeEach(async ({ page, agency }) => {
  await enter(page, agency, "mentor");
});

test("what was said is logged on the lead's page, corrected and deleted", { tag: onEveryStack }, async ({
  page,
  agency,
}) => {
  await page.goto(await addLead(page, agency, { name: "Clara Nunes", enteredOn: "2026-03-02" }));
  const history = page.getByRole("region", { name: "History" });
  await page.getByLabel("What", { exact: true }).selectOption("Meeting");
  await page.getByLabel("When").fill("2026-03-05T14:30");
  await page.getByLabel("Notes").fill("She wants two.\nAsks for a discount.");
  await page.getByRole("button", { name: "Log" }).click();
  await expect(page.getByRole("status")).toHaveText("The interaction was logged.");
  const meeting = history.getByRole("listitem").filter({ hasText: "Meeting" });
  await expect(meeting).toContainText("Mar 5, 2026, 2:30 PM · mentor of");
  await expect(meeting).toContainText("Asks for a discount.");
  // Ready for the next one.
  await expect(page.getByLabel("Notes")).toHaveValue("");

  await meeting.getByRole("link", { name: "Change" }).click();
  await expect(page.getByLabel("When")).toHaveValue("2026-03-05T14:30");
  await page.getByLabel("Notes").fill("She wants three.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The interaction was changed.");
  await expect(meeting).toContainText("She wants three.");

  await meeting.getByRole("link", { name: "Change" }).click();
  await page.getByRole("link", { name: "Delete this interaction" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("status")).toHaveText("The interaction was deleted.");
  await expect(meeting).toHaveCount(0);
});

test("a note needs words, and what happened needs to have happened", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(lead);
  await page.getByLabel("What", { exact: true }).selectOption("Note");
  await page.getByRole("button", { name: "Log" }).click();
  await expect(page.getByRole("alert")).toContainText("Please fill this in.");
  await expect(page.getByLabel("What", { exact: true })).toHaveValue("note");
  const later = { kind: "call", occurredAt: "2199-01-01T10:00", body: "Not yet" };
  const answer = await page.request.post(`${lead}/interactions`, { form: later });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("This date is still to come.");
});

test("nobody changes what somebody else logged", async ({ page, agency, openElsewhere }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  const id = await logInteraction(page, lead, { body: "Mine" });
  const owner = await openElsewhere();
  await enter(owner, agency, "owner");
  await owner.goto(lead);
  const history = owner.getByRole("region", { name: "History" });
  await expect(history).toContainText("Mine");
  await expect(history.getByRole("link", { name: "Change" })).toHaveCount(0);
  for (const path of [`${lead}/interactions/${id}`, `${lead}/interactions/${id}/delete`]) {
    const form = { kind: "call", body: "Yours" };
    expect((await owner.request.post(path, { form })).status()).toBe(403);
  }
  const other = `/o/${agency.slug}/leads/${agency.leadIds[0]}/interactions/${id}`;
  expect((await page.request.get(other)).status()).toBe(404);
});

test("of two who change one interaction the second sees both versions", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  const id = await logInteraction(page, lead, { body: "First" });
  await page.goto(`${lead}/interactions/${id}`);
  const html = await (await page.request.get(`${lead}/interactions/${id}`)).text();
  const [, seen = ""] = /name="seen" value="([^"]+)"/.exec(html) ?? [];
  await page.request.post(`${lead}/interactions/${id}`, { form: { kind: "email", body: "Second", seen } });

  await page.getByLabel("Notes").fill("Third");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("somebody else was faster");
  await expect(page.getByRole("row", { name: /^Notes/ }).getByRole("cell")).toHaveText(["Third", "Second"]);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The interaction was changed.");
  await expect(page.getByRole("region", { name: "History" })).toContainText("Third");
  await page.goto(`${lead}/interactions/${id}`);
  // As the other one has it: it was not touched here.
  await expect(page.getByLabel("What", { exact: true })).toHaveValue("email");
});

test("a history tells the time in each stage, and goes on on the next page", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes", enteredOn: localDate(3) });
  await moveLead(page, lead, { to: "qualified" });
  await page.goto(lead);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("After 3 days at New");
  for (let n = 1; n <= 50; n++) await logInteraction(page, lead, { body: `Call ${n}.` });
  await page.goto(lead);
  await expect(history.getByRole("listitem")).toHaveCount(50);
  await history.getByRole("link", { name: "Next" }).click();
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await expect(history).toContainText("Entered as New");
  await history.getByRole("link", { name: "Previous" }).click();
  await expect(history).toContainText("Call 50.");
});
