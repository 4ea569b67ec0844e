import type { Page } from "playwright/test";
import { fill, firstOf, routePatterns } from "#dev/test/routes.ts";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { addLead, localDate, logInteraction, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

// Every page, full, empty, refusing a form or failing: read by axe in both themes, and on a phone.

/** What answers with something else than a page. */
const noPages = [
  "/",
  "/o/:organization/imports/:importId/rejected.csv",
  "/sign-out",
  "/preferences",
  "/metrics",
  "/health/live",
  "/health/ready",
];
const files = routePatterns.filter((pattern) => pattern.includes("/export."));
const signedOut = ["/sign-in", "/sign-up", "/sign-in/code", "/sign-in/recovery-code"];

/** What only an organization of the test's own has. */
const ofAnAgency = (pattern: string) =>
  /:(invitation|user|import|view|tag|other|task)Id/.test(pattern) && !noPages.includes(pattern);

for (const pattern of routePatterns.filter(
  (each) => ![...noPages, ...files].includes(each) && !ofAnAgency(each),
)) {
  test.describe(() => {
    test.use({ role: signedOut.includes(pattern) ? undefined : "owner" });
    test(`the page ${pattern}`, async ({ page }) => {
      const answer = await page.goto(fill(pattern, await paramsFor(page, pattern)));
      expect(answer?.status()).toBe(200);
      await expectGoodPage(page);
    });
  });
}

async function paramsFor(page: Page, pattern: string): Promise<Record<string, string>> {
  const organization = "demo";
  if (pattern.includes(":token")) return { token: "no-token-of-ours" };
  if (pattern.includes(":cohortId"))
    return { organization, cohortId: await firstIn(page, "cohorts", "Cohorts") };
  if (pattern.includes(":menteeId"))
    return { organization, menteeId: await firstIn(page, "mentees", "Mentees") };
  if (!pattern.includes(":leadId")) return { organization };
  const leadId = await firstIn(page, "leads", "Leads");
  if (!pattern.includes(":interactionId")) return { organization, leadId };
  return { organization, leadId, interactionId: await logInteraction(page, `/o/demo/leads/${leadId}`) };
}

/** The id of the first record of a list. */
async function firstIn(page: Page, list: string, caption: string): Promise<string> {
  await page.goto(`/o/demo/${list}`);
  const href = await page
    .getByRole("table", { name: caption })
    .locator("tbody th a")
    .first()
    .getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

for (const pattern of routePatterns.filter(ofAnAgency)) {
  test(`the page ${pattern}`, async ({ page, agency }) => {
    await enter(page, agency, "owner");
    expect((await page.goto(fill(pattern, firstOf(agency))))?.status()).toBe(200);
    await expectGoodPage(page);
  });
}

test.describe("of the demo's owner", () => {
  test.use({ role: "owner" });
  for (const [what, path, status] of [
    [
      "the report by month",
      `/o/demo/reports/pipeline?by=month&from=${localDate(365)}&to=${localDate()}`,
      200,
    ],
    ["a report of a period that ends first", "/o/demo/reports/pipeline?from=2026-05-02&to=2026-05-01", 400],
    ["a report of nothing", "/o/demo/reports/pipeline?from=2001-01-01&to=2001-12-31", 200],
    [
      "a list with every kind of filter",
      `/o/demo/leads?status=won&source=Site&from=${localDate(500)}&sort=value`,
      200,
    ],
    ["a list that nothing matches", "/o/demo/leads?from=2001-01-01&to=2001-12-31", 200],
    [
      "a list of periods that end first",
      "/o/demo/leads?from=2026-05-02&to=2026-05-01&wonFrom=2026-05-02&wonTo=2026-05-01",
      400,
    ],
    ["a list from a cursor that is damaged", "/o/demo/leads?after=nonsense", 400],
    ["a list of what is archived", "/o/demo/cohorts?state=archived&sort=name", 200],
    ["a lead that is not there", "/o/demo/leads/01978b3e-0000-7000-8000-000000000000", 404],
    ["an organization that is not there", "/o/nobody-has-this-one", 404],
    ["an address that leads nowhere", "/nowhere", 404],
    ["an address that cannot be read", "/%E0%A4%A", 400],
  ] as const) {
    test(what, async ({ page }) => {
      expect((await page.goto(path))?.status()).toBe(status);
      await expectGoodPage(page);
    });
  }
});

test("the pages of somebody new", async ({ page, agency }) => {
  const slug = `empty-${agency.slug}`;
  await enter(page, agency, "owner");
  const form = { name: "Aurora", slug, currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await page.request.post("/organizations/new", { form });
  for (const path of [
    "",
    "/leads",
    "/leads/new",
    "/cohorts",
    "/mentees",
    "/mentees/new",
    "/reports/pipeline",
  ]) {
    await page.goto(`/o/${slug}${path}`);
    await expectGoodPage(page);
  }
});

test.describe("a form that is refused", () => {
  test("on the pages to sign in and up", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGoodPage(page);
    await page.goto("/sign-up");
    await page.getByRole("button", { name: "Create an account" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGoodPage(page);
  });

  test("for a person and their organization", async ({ page, agency }) => {
    await enter(page, agency, "owner");
    for (const [path, button] of [
      ["/account", "Change password"],
      ["/organizations/new", "Create organization"],
    ] as const) {
      await page.goto(path);
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectGoodPage(page);
    }
  });

  test("for a lead", async ({ page, agency }) => {
    await enter(page, agency, "owner");
    const lead = await addLead(page, agency, { name: "Clara Nunes", value: "100" });
    await page.goto(`/o/${agency.slug}/leads/new`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGoodPage(page);

    await page.goto(lead);
    await page.getByLabel("What", { exact: true }).selectOption("Note");
    await page.getByRole("button", { name: "Log" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGoodPage(page);

    await page.goto(`${lead}/edit`);
    await page.getByLabel("Name").fill("Clara");
    await moveLead(page, lead, { to: "qualified" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("somebody else was faster");
    await expectGoodPage(page);
  });
});

test("what opens on a lead's page", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  const lead = await addLead(page, agency, { name: "Clara Nunes" });
  await page.goto(lead);
  for (const name of ["Win", "Give up"]) {
    await page.getByRole("button", { name: `${name}…` }).click();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await expectGoodPage(page);
    await page.getByRole("dialog", { name }).getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("dialog", { name })).toBeHidden();
  }
  await page.getByRole("button", { name: "Win…" }).click();
  await page.getByLabel("Value").fill("a lot");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectGoodPage(page);
});
