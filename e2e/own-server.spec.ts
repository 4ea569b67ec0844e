import type { Page } from "playwright/test";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect } from "./fixtures.ts";
import { type OwnServer, test } from "./own-server.ts";
import { enter } from "./sign-in.ts";

// What only a server of its own can be made to answer.

test.describe("while the database refuses what it should not", () => {
  test.use({ expectedComplaints: [/status of 50\d/] });
  const refuse = ({ sql }: OwnServer) => sql("revoke select, update on leads from placar_app");
  const allow = ({ sql }: OwnServer) => sql("grant select, update on leads to placar_app");
  test.afterEach(async ({ own }) => {
    await allow(own);
  });

  /** The house's page, whose number is that of the request that failed and of its record. */
  async function expectFailure(page: Page, { server }: OwnServer, requestId: string): Promise<void> {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something broke on our side");
    await expect(page).toHaveTitle("Something broke on our side · Placar");
    await expect(page.getByRole("main").locator("code")).toHaveText(requestId);
    const failures = () =>
      server.logs().filter((each) => each.requestId === requestId && each.msg === "request failed");
    // One for each loader that failed.
    await expect.poll(() => failures().length).toBeGreaterThan(0);
    expect(failures()[0]).toMatchObject({ level: "error", err: { stack: expect.any(Array) } });
    // What broke is for the log.
    expect(await page.content()).not.toMatch(/\bat [^<]*\.(?:js|ts):\d|permission|placar_app/i);
  }

  test("a page that needs it says so with the number of the log, and works again after", async ({
    page,
    own,
  }) => {
    await enter(page, own.agency, "owner");
    const leads = `/o/${own.agency.slug}/leads`;
    await page.goto(leads);
    await refuse(own);

    // Asked for with filters of which nothing is in the cache.
    const answer = await page.goto(`${leads}?source=${Date.now()}`);
    expect(answer?.status()).toBe(500);
    await expectFailure(page, own, answer?.headers()["x-request-id"] ?? "");
    await expectGoodPage(page);
    await allow(own);
    expect((await page.reload())?.status()).toBe(200);
    await expect(page.getByText("No leads match these filters")).toBeVisible();
  });

  test("on the way from page to page, and for a form, the number is that of what failed", async ({
    page,
    own,
  }) => {
    await enter(page, own.agency, "owner");
    await page.goto(`/o/${own.agency.slug}/leads/${own.agency.leadIds[0]}`);
    await refuse(own);
    const failed = page.waitForResponse((response) => response.status() === 500);
    await page.getByRole("button", { name: "Qualified" }).click();
    await expectFailure(page, own, (await failed).headers()["x-request-id"] ?? "");

    await allow(own);
    await page.goto(`/o/${own.agency.slug}/leads/${own.agency.leadIds[0]}`);
    await expect(page.getByRole("region", { name: "Facts" })).toContainText("New");
  });
});

// Today's four roles may open every page. A database that a newer release has migrated may know others; this one grants them nothing.
test("a role without permissions is refused with the house's page, and changes nothing", async ({
  page,
  own,
  openElsewhere,
}) => {
  const { sql, agency, server } = own;
  await sql("alter type member_role add value if not exists 'guest'");
  await sql("update members set role = 'guest' where user_id = $1", [agency.users.mentee]);
  await enter(page, agency, "mentee");
  const lead = `/o/${agency.slug}/leads/${agency.leadIds[0]}`;
  for (const path of [`/o/${agency.slug}`, `/o/${agency.slug}/leads`, lead, `${lead}/edit`]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not yours to open");
    await expect(page).toHaveTitle("Not yours to open · Placar");
  }
  await expectGoodPage(page);
  const facts = { name: "Stolen", menteeId: agency.menteeIds[0], enteredOn: "2026-02-01", rowVersion: "1" };
  for (const [path, form] of [
    [`${lead}/status`, { to: "lost" }],
    [`${lead}/edit`, facts],
    [
      `/o/${agency.slug}/leads/new`,
      { ...facts, leadId: agency.leadIds[0].replace(/.$/, "0"), status: "new" },
    ],
  ] as const) {
    const answer = await page.request.post(path, { form, headers: { Accept: "text/html" } });
    expect(answer.status(), path).toBe(403);
    expect(await answer.text()).toContain("Not yours to open");
  }
  const owner = await openElsewhere();
  await enter(owner, agency, "owner");
  await owner.goto(`${server.origin}${lead}`);
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText(`Lead in Cohort 1 of ${agency.slug}`);
  await expect(owner.getByRole("region", { name: "Facts" })).toContainText("New");
  expect(await sql("select count(*)::int as leads from leads")).toEqual([{ leads: 2 }]);
});
