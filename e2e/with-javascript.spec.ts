import type { Page } from "playwright/test";
import { emailOf } from "./agencies.ts";
import { expect, test } from "./fixtures.ts";
import { expectHydrated } from "./hydrated.ts";
import { addLead, moveLead } from "./leads.ts";
import { enter, fillSignIn } from "./sign-in.ts";

// What scripts add. Everything else is the same without them, and tested in both browsers.

/** Leaves a mark on the document that a load of another one wipes away. */
async function markDocument(page: Page) {
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  return async () =>
    expect(await page.evaluate(() => "sameDocument" in window), "no full page load").toBe(true);
}

test("no page is loaded as a whole once the first one is there", async ({ page, agency }) => {
  await page.goto("/sign-in");
  await expectHydrated(page.getByRole("button", { name: "Sign in", exact: true }));
  const expectSameDocument = await markDocument(page);
  await fillSignIn(page, emailOf(agency, "owner"));
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Leads" }).click();
  await page.getByRole("link", { name: "New lead" }).click();
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
  await page.getByRole("button", { name: "Proposal" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Proposal.");
  await main.getByRole("link", { name: "Pipeline" }).click();
  await page.getByRole("link", { name: "This month" }).click();
  await page.getByRole("link", { name: /^Leads entered: / }).click();
  await page.getByRole("checkbox", { name: "Proposal" }).check();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/status=proposal/);
  await page.goBack();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expectSameDocument();
});

test("what is opened and typed before scripts have taken over stays when they do", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(lead, { waitUntil: "commit" });
  await page.getByRole("button", { name: "Win…" }).click();
  const dialog = page.getByRole("dialog", { name: "Win" });
  const value = dialog.getByLabel("Value");
  await value.fill("1,250");
  release();
  await expectHydrated(value);
  await expect(dialog).toBeVisible();
  await expect(value).toHaveValue("1,250");
  await dialog.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("R$1,250.00");
});

test("a pressed button says that it is at work, and takes no second press", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/leads/new`);
  let sent = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/leads/new.data*", async (route) => {
    if (route.request().method() === "POST") {
      sent++;
      await held;
    }
    await route.continue();
  });
  await expectHydrated(page.getByRole("button", { name: "Save" }));
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save" }).click();
  const working = page.getByRole("button", { name: "Saving…" });
  await expect(working).toHaveAttribute("aria-disabled", "true");
  await working.click({ force: true });
  await page.getByLabel("Name").press("Enter");
  release();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
  expect(sent).toBe(1);
  await page.getByRole("main").getByRole("link", { name: "Leads" }).click();
  await expect(page.getByRole("rowheader", { name: "Clara Nunes" })).toHaveCount(1);
});

test("a move is shown before the server has answered", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/status.data*", async (route) => {
    await held;
    await route.continue();
  });
  const qualified = page.getByRole("button", { name: "Qualified" });
  await expectHydrated(qualified);
  await qualified.click();
  await expect(page.locator("[aria-current=step]")).toHaveText("Qualified (current status)");
  await expect(page.getByText("The lead is now at Qualified.")).toHaveCount(0);
  release();
  await expect(page.getByRole("status")).toHaveText("The lead is now at Qualified.");
});

test("another page is announced by its heading, which takes the focus; within a page the focus stays", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).not.toBeFocused();
  const main = page.getByRole("navigation", { name: "Main" });
  await expectHydrated(main.getByRole("link", { name: "Leads" }));
  for (const name of ["Leads", "Pipeline", "Overview"]) {
    await main.getByRole("link", { name }).click();
    await expect(heading).toHaveText(name);
    await expect(heading).toBeFocused();
  }
  await page.goBack();
  await expect(heading).toHaveText("Pipeline");
  await expect(heading).toBeFocused();
  const month = page.getByRole("link", { name: "Last month" });
  await month.click();
  await expect(month).toHaveAttribute("aria-current", "true");
  await expect(month).toBeFocused();
});

test("within a page the focus stays with what was made anew, and goes to the heading from what is gone", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  for (const place of ["leads", "leads/board"]) {
    const path = `/o/${agency.slug}/${place}`;
    await page.goto(path);
    const search = page.getByRole("searchbox", { name: "Search" });
    await expectHydrated(search);
    await search.fill("lead");
    await search.press("Enter");
    await expect(page).toHaveURL(`${path}?q=lead`);
    // The address is there before the page is, and its form is made anew.
    await expect(page.getByRole("link", { name: "Remove Search: lead" })).toBeVisible();
    await expect(search).toBeFocused();
    const won = page.getByRole("checkbox", { name: "Won", exact: true });
    await won.press("Space");
    await page.getByRole("button", { name: "Show", exact: true }).press("Enter");
    await expect(page).toHaveURL(`${path}?q=lead&status=won`);
    await expect(page.getByRole("button", { name: "Show", exact: true })).toBeFocused();
    const condition = page.getByRole("link", { name: "Remove Status: Won" });
    await condition.press("Enter");
    await expect(page).toHaveURL(`${path}?q=lead`);
    await expect(condition).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  }
});

test("what keeps a form from being saved comes into sight and takes the focus, each time", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  await addLead(page, agency, { name: "Clara Nunes", email: "clara@example.com" });
  await page.goto(`/o/${agency.slug}/leads/new`);
  await expectHydrated(page.getByRole("button", { name: "Save" }));
  await page.getByLabel("Name").fill("C. Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("E-mail").fill("clara@example.com");
  const warning = page.getByRole("status").filter({ hasText: "Not added yet" });
  for (const name of ["Save", "Check again and save"]) {
    await page.getByRole("button", { name }).click();
    await expect(warning).toBeFocused();
    await expect(warning).toBeInViewport();
    await page.getByLabel("External id").focus();
  }
});

test("what went well is not said beside what is wrong", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  await expectHydrated(page.getByRole("button", { name: "Proposal" }));
  await page.getByRole("button", { name: "Proposal" }).click();
  const flash = page.getByText("The lead is now at Proposal.");
  await expect(flash).toBeVisible();
  await page.getByRole("button", { name: "Win…" }).click();
  await page.getByLabel("Value").fill("a lot");
  await page.getByRole("button", { name: "Mark as won" }).click();
  // The complaint has the focus, not the heading.
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(flash).toBeHidden();
});

test("a field says what is wrong as soon as it is left, and that it is right while it is written", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/leads/new`);
  const email = page.getByLabel("E-mail");
  await expectHydrated(email);
  await email.fill("clara@");
  await expect(email).not.toHaveAttribute("aria-invalid");
  await email.blur();
  await expect(email).toHaveAccessibleDescription(/not an e-mail address/);
  await email.pressSequentially("example.com");
  await expect(email).not.toHaveAttribute("aria-invalid");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test.describe("of the demo's owner", () => {
  test.use({ role: "owner" });

  test("a tip follows the keyboard and the pointer from mark to mark", async ({ page }) => {
    await page.goto("/o/demo/reports/pipeline");
    const marks = page.getByRole("figure").first().locator("a[data-mark]");
    const tip = page.getByRole("figure").first().locator("div[aria-hidden=true]");
    await expect(tip).toHaveCount(0);
    await expectHydrated(marks.first());
    for (const mark of (await marks.all()).slice(0, 3)) {
      await mark.focus();
      await expect(tip).toHaveText((await mark.getAttribute("data-mark")) ?? "");
      await expect(tip).toBeInViewport();
    }
    await page.keyboard.press("Tab");
    await expect(tip).toHaveText((await marks.nth(3).getAttribute("data-mark")) ?? "");
    await page.keyboard.press("Escape");
    await expect(tip).toHaveCount(0);

    await marks.nth(1).hover();
    await expect(tip).toHaveText((await marks.nth(1).getAttribute("data-mark")) ?? "");
    await page.mouse.move(0, 0);
    await expect(tip).toHaveCount(0);
  });

  test("the place in a long page is kept by a sort, and the focus by a move", async ({ page }) => {
    await page.goto("/o/demo/leads");
    const value = page.getByRole("columnheader", { name: "Value" }).getByRole("link");
    await expectHydrated(value);
    await page.evaluate(() => scrollTo(0, 150));
    await value.click();
    await expect(page).toHaveURL("/o/demo/leads?sort=value");
    expect(await page.evaluate(() => scrollY)).toBe(150);
    await expect(value).toBeFocused();
  });
});

test("a card is dragged to another stage, and goes back where the lead has changed meanwhile", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  const clara = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(`/o/${agency.slug}/leads/board`);
  const column = (name: string) =>
    page
      .getByRole("list", { name: "Leads by stage" })
      .locator(":scope > li")
      .filter({ has: page.getByRole("heading", { name }) });
  const card = (name: string) => column(name).getByRole("listitem").filter({ hasText: "Clara Nunes" });
  await expectHydrated(card("New"));
  await card("New").dragTo(column("Qualified"));
  await expect(card("Qualified")).toBeVisible();
  await expect(column("Qualified").getByRole("link", { name: "1 lead" })).toBeVisible();
  await page.reload();
  await expect(card("Qualified")).toBeVisible();
  await expectHydrated(card("Qualified"));

  await moveLead(page, clara, { to: "new" });
  await card("Qualified").dragTo(column("First contact"));
  await expect(page.getByRole("alert")).toContainText("somebody else has changed this lead");
  await expect(card("New")).toBeVisible();
});
