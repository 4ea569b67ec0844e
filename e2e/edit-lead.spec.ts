import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("a lead's facts are changed, and taken away", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  const lead = await addLead(page, agency, { name: "Clara Nunes", source: "Feira", value: "100" });
  await page.goto(lead);
  await page.getByRole("main").getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Clara Nunes");
  await expect(page.getByLabel("Value")).toHaveValue("100.00");
  await page.getByLabel("Name").fill("Clara Nunes de Souza");
  await page.getByLabel("Source").fill("");
  await page.getByLabel("Value").fill("250");
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page).toHaveURL(lead);
  await expect(page.getByRole("status")).toHaveText("The lead was saved.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes de Souza");
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText("R$250.00");
  await expect(facts).toContainText("Unknown");
});

test("what is wrong stands beside its field, and nothing is changed", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  await addLead(page, agency, { name: "Another", externalId: "crm-1" });
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(`${lead}/edit`);
  await page.getByLabel("Name").fill("");
  await page.getByLabel("E-mail").fill("clara");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("2 fields need your attention");
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Please fill this in/);
  await expect(page.getByLabel("E-mail")).toHaveValue("clara");

  await page.getByLabel("Name").fill("Clara");
  await page.getByLabel("E-mail").fill("clara@example.com");
  await page.getByLabel("External id").fill("crm-1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("External id")).toHaveAccessibleDescription(
    /Another record already uses this/,
  );
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
});

test("of two who edit the same lead the second sees both versions, and decides", {
  tag: onEveryStack,
}, async ({ page, agency, openElsewhere }) => {
  const elsewhere = await openElsewhere();
  await enter(page, agency, "owner");
  await enter(elsewhere, agency, "mentor");
  const lead = await addLead(page, agency, { name: "Clara Nunes", source: "Feira" });
  for (const each of [page, elsewhere]) await each.goto(`${lead}/edit`);

  await elsewhere.getByLabel("Source").fill("Site");
  await elsewhere.getByLabel("E-mail").fill("clara@example.com");
  await elsewhere.getByRole("button", { name: "Save" }).click();
  await expect(elsewhere.getByRole("status")).toHaveText("The lead was saved.");

  await page.getByLabel("Source").fill("Indicação");
  await page.getByLabel("Phone").fill("+55 11 91234-5678");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("Not saved: somebody else was faster");
  const source = page.getByRole("row", { name: /^Source/ });
  await expect(source.getByRole("cell")).toHaveText(["Indicação", "Site"]);
  await expect(page.getByLabel("Source")).toHaveValue("Indicação");
  await expect(page.getByLabel("Phone")).toHaveValue("+55 11 91234-5678");
  // Nobody typed anything there: saving again takes nothing of the other's back.
  await expect(page.getByLabel("E-mail")).toHaveValue("clara@example.com");

  // Meanwhile the other's version stands.
  await elsewhere.reload();
  await expect(elsewhere.getByRole("region", { name: "Facts" })).toContainText("Site");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead was saved.");
  await elsewhere.reload();
  for (const fact of ["Indicação", "clara@example.com"])
    await expect(elsewhere.getByRole("region", { name: "Facts" })).toContainText(fact);
});

test("what a won or a lost lead has besides is edited too", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const won = await addLead(page, agency, { name: "Won", enteredOn: "2026-02-10" });
  await moveLead(page, won, { to: "won", wonOn: "2026-02-20" });
  await page.goto(`${won}/edit`);
  await expect(page.getByLabel("Won on")).toHaveValue("2026-02-20");
  await page.getByLabel("Won on").fill("2026-02-21");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("February 21, 2026");

  const lost = await addLead(page, agency, { name: "Lost" });
  await moveLead(page, lost, { to: "lost", lostReason: "Too expensive" });
  await page.goto(`${lost}/edit`);
  await page.getByLabel("Reason of the loss").fill("No answer");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("No answer");
});

test("who edits a lead that was moved meanwhile sees both stages, and keeps what the move brought", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(`${lead}/edit`);
  await moveLead(page, lead, { to: "lost", lostReason: "Too expensive" });
  await page.getByLabel("Source").fill("Site");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /^Status/ }).getByRole("cell")).toHaveText(["New", "Lost"]);
  await expect(page.getByRole("row", { name: /^Reason/ }).getByRole("cell")).toHaveText([
    "–",
    "Too expensive",
  ]);
  await expect(page.getByLabel("Reason of the loss")).toHaveValue("Too expensive");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead was saved.");
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText("Site");
  await expect(facts).toContainText("Too expensive");
});
