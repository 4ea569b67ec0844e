import { emailOf } from "./agencies.ts";
import { expect, test } from "./fixtures.ts";
import { expectFocusShown, tabTo } from "./keyboard.ts";
import { enter } from "./sign-in.ts";

// Without a mouse, from one control to the next, each of which shows that it has the focus.

test("somebody signs in, adds a lead and moves it", async ({ page, agency }) => {
  await page.goto(`/sign-in?next=/o/${agency.slug}/leads`);
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(emailOf(agency, "owner"));
  await page.keyboard.press("Tab");
  await page.keyboard.type("correct horse battery");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/o/${agency.slug}/leads`);

  await tabTo(page, page.getByRole("link", { name: "New lead" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New lead");
  await tabTo(page, page.getByLabel("Name"));
  await page.keyboard.type("Clara Nunes");
  await tabTo(page, page.getByLabel("Mentee"));
  await page.keyboard.press("ArrowDown");
  await tabTo(page, page.getByLabel("Value"));
  await page.keyboard.type("1,250");
  await tabTo(page, page.getByRole("button", { name: "Save" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");

  await tabTo(page, page.getByRole("button", { name: "Proposal" }));
  await page.keyboard.press("Space");
  await expect(page.getByRole("status")).toHaveText("The lead is now at Proposal.");
  await tabTo(page, page.getByRole("button", { name: "Win…" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Win" });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Mark as won" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("The lead is won.");
});

test("a dialog is left with Escape, which gives the focus back", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  await page.goto(`/o/${agency.slug}/leads/${agency.leadIds[0]}`);
  const button = page.getByRole("button", { name: "Give up…" });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Give up" });
  await tabTo(page, dialog.getByLabel("Reason of the loss"));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

for (const path of ["/sign-in", "/o/demo", "/o/demo/leads", "/account", "/nowhere"]) {
  test.describe(() => {
    test.use({ role: path === "/sign-in" ? undefined : "owner" });
    test(`the first press of Tab on ${path} offers to skip to the content`, async ({ page }) => {
      await page.goto(path);
      await page.keyboard.press("Tab");
      const skip = page.getByRole("link", { name: "Skip to content" });
      await expect(skip).toBeFocused();
      await expect(skip).toBeInViewport();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("main")).toBeFocused();
      await page.keyboard.press("Tab");
      const within = await page.getByRole("main").evaluate((main) => main.contains(document.activeElement));
      expect(within).toBe(true);
    });
  });
}

test.describe("of the demo's owner", () => {
  test.use({ role: "owner" });

  test("every control of the report is reached, and shows its focus", async ({ page }) => {
    await page.goto("/o/demo/reports/pipeline");
    const reached = new Set<string>();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const { activeElement: element } = document;
        return element === document.body
          ? ""
          : (element?.getAttribute("aria-label") ?? element?.textContent ?? "");
      });
      if (name === "") break;
      await expectFocusShown(page);
      reached.add(name.replace(/: .*/, ""));
    }
    for (const control of [
      "Overview",
      "This year",
      "Leads won",
      "Proposal",
      "Instagram",
      "Data as a table",
    ]) {
      expect([...reached]).toContain(control);
    }
  });
});
