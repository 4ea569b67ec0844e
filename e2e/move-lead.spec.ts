import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, localDate, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test.beforeEach(async ({ page, agency }) => {
  await enter(page, agency, "mentor");
});

test("a lead moves from stage to stage, and its history keeps every move", { tag: onEveryStack }, async ({
  page,
  agency,
}) => {
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  const stages = ["First contact", "Qualified", "Proposal", "Negotiation"];
  for (const stage of stages) {
    await page.getByRole("button", { name: stage }).click();
    await expect(page.getByRole("status")).toHaveText(`The lead is now at ${stage}.`);
    await expect(page.locator("[aria-current=step]")).toHaveText(`${stage} (current status)`);
    await expect(page.getByRole("region", { name: "Facts" })).toContainText(stage);
  }
  await page.getByRole("button", { name: "Qualified" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Qualified.");

  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toContainText([
    "Negotiation to Qualified",
    "Proposal to Negotiation",
    "Qualified to Proposal",
    "First contact to Qualified",
    "New to First contact",
    "Entered as New",
  ]);
});

test("a lead is won with a date and a value, and opened again", async ({ page, agency }) => {
  await page.goto(
    await addLead(page, agency, { name: "Clara Nunes", value: "900", enteredOn: "2026-03-02" }),
  );
  await page.getByRole("button", { name: "Win…" }).click();
  const dialog = page.getByRole("dialog", { name: "Win" });
  await expect(dialog.getByLabel("Won on")).toHaveValue(localDate());
  await expect(dialog.getByLabel("Value")).toHaveValue("900.00");
  await dialog.getByLabel("Won on").fill("2026-03-12");
  await dialog.getByLabel("Value").fill("1,250.75");
  await dialog.getByRole("button", { name: "Mark as won" }).click();

  await expect(page.getByRole("status")).toHaveText("The lead is won.");
  await expect(dialog).toBeHidden();
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText("Won");
  await expect(facts).toContainText("March 12, 2026");
  await expect(facts).toContainText("R$1,250.75");

  await page.getByRole("button", { name: "Negotiation" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Negotiation.");
  await expect(facts).not.toContainText("March 12, 2026");
  await expect(facts).toContainText("R$1,250.75");
  await expect(page.getByRole("region", { name: "History" })).toContainText("Won to Negotiation");
});

test("a lead is lost with a reason, and opened again", async ({ page, agency }) => {
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  await page.getByRole("button", { name: "Give up…" }).click();
  const dialog = page.getByRole("dialog", { name: "Give up" });
  await dialog.getByLabel("Reason of the loss").fill("Chose somebody else");
  await dialog.getByRole("button", { name: "Mark as lost" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is marked as lost.");
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText("Lost");
  await expect(facts).toContainText("Chose somebody else");

  await page.getByRole("button", { name: "First contact" }).click();
  await expect(facts).toContainText("First contact");
  await expect(facts).not.toContainText("Chose somebody else");
});

test("a win that cannot be is refused beside its fields, with what was typed", async ({ page, agency }) => {
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  await page.getByRole("button", { name: "Win…" }).click();
  const dialog = page.getByRole("dialog", { name: "Win" });
  await dialog.getByLabel("Value").fill("a lot");
  await dialog.getByLabel("Won on").fill(localDate(-3));
  await dialog.getByRole("button", { name: "Mark as won" }).click();
  // Without JavaScript on a page of its own.
  const value = page.getByLabel("Value");
  await expect(value).toHaveAccessibleDescription(/Please write an amount/);
  await expect(value).toHaveValue("a lot");
  await expect(page.getByLabel("Won on")).toHaveAccessibleDescription(/still to come/);

  await value.fill("10");
  await page.getByLabel("Won on").fill(localDate());
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is won.");
});

test("a move to where the lead already is changes nothing", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  for (let n = 0; n < 2; n++) await moveLead(page, lead, { to: "proposal" });
  await page.goto(lead);
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toHaveCount(2);
});

test("of two who move the same lead the second sees both versions, and decides", async ({ page, agency }) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(lead);
  await moveLead(page, lead, { to: "lost", lostReason: "Too expensive" });

  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Proposal" }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("Not moved: somebody else was faster");
  const versions = page.getByRole("row", { name: /^Status/ }).getByRole("cell");
  await expect(versions).toHaveText(["Proposal", "Lost"]);
  await expect(page.locator("[aria-current=step]")).toHaveText("Lost (current status)");

  // And somebody is faster once more.
  await moveLead(page, lead, { to: "won", wonOn: localDate(), value: "10" });
  await page.getByRole("button", { name: "Move to Proposal anyway" }).click();
  await expect(versions).toHaveText(["Proposal", "Won"]);
  await page.getByRole("button", { name: "Move to Proposal anyway" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Proposal.");
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toHaveCount(4);
});

test("a win of a version that is gone is made anyway with the date and the value that were typed", async ({
  page,
  agency,
}) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes", enteredOn: "2026-03-02" });
  await page.goto(lead);
  await moveLead(page, lead, { to: "qualified" });
  await page.getByRole("button", { name: "Win…" }).click();
  const dialog = page.getByRole("dialog", { name: "Win" });
  await dialog.getByLabel("Won on").fill("2026-03-12");
  await dialog.getByLabel("Value").fill("1,250.75");
  await dialog.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("row", { name: /^Won on/ })).toContainText("Mar 12, 2026");
  await page.getByRole("button", { name: "Move to Won anyway" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is won.");
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("March 12, 2026");
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("R$1,250.75");
});

test("of two who win the same lead for another value the second sees both, and decides", async ({
  page,
  agency,
}) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes", enteredOn: "2026-03-02" });
  await page.goto(lead);
  await moveLead(page, lead, { to: "won", wonOn: "2026-03-10", value: "10" });
  await page.getByRole("button", { name: "Win…" }).click();
  const dialog = page.getByRole("dialog", { name: "Win" });
  await dialog.getByLabel("Won on").fill("2026-03-12");
  await dialog.getByLabel("Value").fill("20");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await dialog.getByRole("button", { name: "Mark as won" }).click();
  expect((await answer).status()).toBe(409);
  const cells = (name: RegExp) => page.getByRole("row", { name }).getByRole("cell");
  await expect(cells(/^Won on/)).toHaveText(["Mar 12, 2026", "Mar 10, 2026"]);
  await expect(cells(/^Value/)).toHaveText(["R$20.00", "R$10.00"]);
  await page.getByRole("button", { name: "Save my version" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is won.");
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText("March 12, 2026");
  await expect(facts).toContainText("R$20.00");
  // It came in, was won, and was corrected.
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toHaveCount(3);
});

test("a win before the lead came in is asked about, and taken once it is confirmed", async ({
  page,
  agency,
}) => {
  const lead = await addLead(page, agency, { name: "Clara Nunes", enteredOn: "2026-03-10" });
  await page.goto(lead);
  await page.getByRole("button", { name: "Win…" }).click();
  await page.getByLabel("Won on").fill("2026-03-02");
  await page.getByRole("button", { name: "Mark as won" }).click();
  const confirmation = page.getByRole("checkbox", { name: "The win really was before the lead came in" });
  await expect(page.getByLabel("Won on")).toHaveAccessibleDescription(/before the lead entered/);
  await expect(page.getByLabel("Won on")).toHaveValue("2026-03-02");
  await expect(confirmation).not.toBeChecked();
  await expectGoodPage(page);
  await confirmation.check();
  // It stays while something else is wrong.
  await page.getByLabel("Value").fill("1e3");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByLabel("Value")).toHaveAccessibleDescription(/Please write an amount/);
  await expect(confirmation).toBeChecked();
  await page.getByLabel("Value").fill("99,999,999,999,999,999.00");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByLabel("Value")).toHaveAccessibleDescription(
    /R\$1,000,000,000,000\.00 is the largest/,
  );
  await page.getByLabel("Value").fill("10");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is won.");

  await page.goto(`${lead}/edit`);
  await expect(confirmation).toHaveCount(0);
  await page.getByLabel("Won on").fill("2026-03-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Won on")).toHaveAccessibleDescription(/before the lead entered/);
  await confirmation.check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("March 1, 2026");
});
