import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, localDate } from "./leads.ts";
import { enter } from "./sign-in.ts";

test.beforeEach(async ({ page, agency }) => {
  await enter(page, agency, "admin");
});

test("a new lead is added, and its page says once that it was", { tag: onEveryStack }, async ({
  page,
  agency,
}) => {
  await page.goto(`/o/${agency.slug}/leads`);
  await page.getByRole("link", { name: "New lead" }).click();
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("E-mail").fill("clara@example.com");
  await page.getByLabel("Phone").fill("+55 11 91234-5678");
  await page.getByLabel("Source").fill("Feira");
  await page.getByLabel("Value").fill("1,234.50");
  await page.getByLabel("Entered on").fill("2026-03-02");
  await page.getByLabel("External id").fill("crm-17");
  await page.getByLabel("Status").selectOption("Qualified");
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
  await expect(page.getByRole("status")).toHaveText("The lead was added.");
  const facts = page.getByRole("region", { name: "Facts" });
  for (const fact of ["Qualified", "R$1,234.50", "Feira", "March 2, 2026", "clara@example.com", "crm-17"]) {
    await expect(facts).toContainText(fact);
  }
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(1);
  await expect(history).toContainText("Entered as Qualified");
  await expect(history).toContainText(`admin of ${agency.slug}`);

  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
  await expect(page.getByRole("status")).toHaveCount(0);
  await page.getByRole("link", { name: "Feira" }).click();
  await expect(page).toHaveURL(`/o/${agency.slug}/leads?source=Feira`);
  await expect(page.getByRole("table", { name: "Leads" }).getByRole("rowheader")).toHaveText(/^Clara Nunes/);
});

test("the message is gone on the next page, also by a mere link", async ({ page, agency }) => {
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead was added.");
  await page.getByRole("main").getByRole("link", { name: "Leads" }).click();
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
  await expect(page.getByText("The lead was added.")).toHaveCount(0);
});

test("what is wrong stands beside its field and in a summary, and what was typed is kept", async ({
  page,
  agency,
  javaScriptEnabled,
}) => {
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("E-mail").fill("clara@");
  await page.getByLabel("Phone").fill("call me");
  await page.getByLabel("Value").fill("a lot");
  await page.getByLabel("Source").fill("Feira");
  await page.getByLabel("Entered on").fill(localDate(-2));
  await page.getByRole("button", { name: "Save" }).click();

  const summary = page.getByRole("alert");
  await expect(summary).toContainText("6 fields need your attention");
  if (javaScriptEnabled) await expect(summary).toBeFocused();
  for (const [label, value, complaint] of [
    ["Name", "", /Please fill this in/],
    ["Mentee", "", /Please fill this in/],
    ["E-mail", "clara@", /This is not an e-mail address/],
    ["Phone", "call me", /This is no phone number/],
    ["Value", "a lot", /Please write an amount/],
    ["Entered on", localDate(-2), /This date is still to come/],
  ] as const) {
    const field = page.getByLabel(label);
    await expect(field, label).toHaveValue(value);
    await expect(field, label).toHaveAttribute("aria-invalid", "true");
    await expect(field, label).toHaveAccessibleDescription(complaint);
  }
  await expect(page.getByLabel("Source")).toHaveValue("Feira");
  await expect(page.getByLabel("Source")).not.toHaveAttribute("aria-invalid");

  await summary.getByRole("link", { name: /^Phone/ }).click();
  await expect(page.getByLabel("Phone")).toBeFocused();
  await page.goto(`/o/${agency.slug}/leads`);
  await expect(page.getByRole("rowheader")).toHaveCount(2);
});

test("an external id that another lead has is an error of its field", async ({ page, agency }) => {
  await addLead(page, agency, { name: "The first", externalId: "crm-17" });
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("Name").fill("The second");
  await page.getByLabel("Mentee").selectOption({ index: 2 });
  await page.getByLabel("External id").fill("crm-17");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("External id")).toHaveAccessibleDescription(
    /Another record already uses this/,
  );
  await expect(page.getByLabel("Name")).toHaveValue("The second");

  await page.getByLabel("External id").fill("crm-18");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The second");
});

test("the same form sent twice makes one lead", async ({ page, agency }) => {
  await page.goto(`/o/${agency.slug}/leads/new`);
  const leadId = await page.locator("input[name=leadId]").inputValue();
  const form = { leadId, name: "Once", menteeId: agency.menteeIds[0], enteredOn: localDate(), status: "new" };
  const send = () => page.request.post(`/o/${agency.slug}/leads/new`, { form });
  const [first, second] = await Promise.all([send(), send()]);
  expect(first.url()).toBe(second.url());
  await page.goto(`/o/${agency.slug}/leads`);
  await expect(page.getByRole("rowheader", { name: "Once" })).toHaveCount(1);
});

test("an amount that is too large and a number that is none are told apart from nonsense", async ({
  page,
  agency,
}) => {
  await page.goto(`/o/${agency.slug}/leads/new`);
  await expect(page.getByLabel("Phone")).toHaveAccessibleDescription(/with the country code: \+55/);
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("Phone").fill("call me");
  await page.getByLabel("Value").fill("99999999999999999999");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Phone")).toHaveAccessibleDescription(/for example \+55 11 91234-5678/);
  await expect(page.getByLabel("Value")).toHaveAccessibleDescription(
    /R\$1,000,000,000,000\.00 is the largest/,
  );
  await expect(page.getByLabel("Value")).toHaveValue("99999999999999999999");
  await page.getByLabel("Phone").fill("91234-5678");
  await page.getByLabel("Value").fill("1,000,000,000,000.00");
  await page.getByRole("button", { name: "Save" }).click();
  // Without its area code: that only the server knows.
  await expect(page.getByLabel("Phone")).toHaveAccessibleDescription(/with its area code/);
  await page.getByLabel("Phone").fill("(11) 91234-5678");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("R$1,000,000,000,000.00");
  await expect(page.getByRole("link", { name: "+55 11 91234 5678" })).toHaveAttribute(
    "href",
    "tel:+5511912345678",
  );
  await expect(page.getByRole("link", { name: "WhatsApp" })).toHaveAttribute(
    "href",
    "https://wa.me/5511912345678",
  );
});
