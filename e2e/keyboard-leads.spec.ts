import { expect, test } from "./fixtures.ts";
import { tabTo } from "./keyboard.ts";
import { addLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

// The room of leads without a mouse; each control on the way shows that it has the focus.

test("leads are found, talked to, moved together, kept as a view and merged", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await addLead(page, agency, { name: "Clara Nunes", email: "clara@example.com" });
  const list = `/o/${agency.slug}/leads`;
  const { keyboard } = page;
  const said = page.getByRole("status").first();
  const heading = page.getByRole("heading", { level: 1 });

  await page.goto(list);
  await tabTo(page, page.getByLabel("Search"));
  await keyboard.type("clara");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(`${list}?q=clara`);
  await expect(page.getByRole("link", { name: "Remove Search: clara" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Clara Nunes" }));
  await keyboard.press("Enter");
  await expect(heading).toHaveText("Clara Nunes");
  await tabTo(page, page.getByLabel("Notes"));
  await keyboard.type("She calls back.");
  await tabTo(page, page.getByRole("button", { name: "Log", exact: true }));
  await keyboard.press("Enter");
  await expect(page.getByText("She calls back.")).toBeVisible();

  await page.goto(`${list}?status=new`);
  await tabTo(page, page.getByRole("checkbox", { name: "Select Clara Nunes" }));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("With the selected leads"));
  await keyboard.type("Prop");
  await tabTo(page, page.getByRole("button", { name: "Go on", exact: true }));
  await keyboard.press("Enter");
  await expect(heading).toHaveText("Move 1 lead to Proposal?");
  await tabTo(page, page.getByRole("button", { name: "Move 1 lead" }));
  await keyboard.press("Enter");
  await expect(said).toContainText("1 lead moved.");

  await tabTo(page, page.getByRole("link", { name: "Save this view" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Name"));
  await keyboard.type("Fresh ones");
  await keyboard.press("Enter");
  await expect(said).toContainText("The view was saved.");
  await expect(page.getByRole("link", { name: "Fresh ones" })).toBeVisible();

  await page.goto(await addLead(page, agency, { name: "C. Nunes" }));
  await tabTo(page, page.getByRole("link", { name: "Edit", exact: true }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("E-mail"));
  await keyboard.type("clara@example.com");
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Compare and merge Clara Nunes" }));
  await keyboard.press("Enter");
  const newer = page.getByRole("radio", { name: "Name, Came in later: C. Nunes" });
  await tabTo(page, page.getByRole("radio", { name: "Name, Came in first: Clara Nunes" }));
  await keyboard.press("ArrowRight");
  await expect(newer).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Merge" }));
  await keyboard.press("Enter");
  await expect(said).toHaveText("The two leads are one now.");
  await expect(heading).toHaveText("C. Nunes");
});
