import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, countIn, localDate, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("an owner opens a cohort, corrects it and finds it in the list", {
  tag: onEveryStack,
}, async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}/cohorts`);
  await page.getByRole("link", { name: "New cohort" }).click();
  await page.getByLabel("Name").fill("Spring");
  await page.getByLabel("Starts on").fill("2026-03-01");
  await page.getByLabel("Ends on").fill("2026-02-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Ends on")).toHaveAccessibleDescription(/lies before the beginning/);
  await expect(page.getByLabel("Name")).toHaveValue("Spring");
  await expectGoodPage(page);
  await page.getByLabel("Ends on").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The cohort was added.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spring");

  await page.getByRole("main").getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Name").fill(`Cohort 1 of ${agency.slug}`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Another record already uses this/);
  await page.getByLabel("Name").fill("Zenith");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The cohort was saved.");

  await page.getByRole("link", { name: "Cohorts" }).first().click();
  const names = page.getByRole("table", { name: "Cohorts" }).locator("tbody th");
  await expect(names.first()).toHaveText("Zenith");
  await page.getByRole("columnheader", { name: "Cohort" }).getByRole("link").click();
  await expect(names.last()).toHaveText("Zenith");
});

test("of two who edit the same cohort the second sees both versions, and decides", async ({
  page,
  agency,
  openElsewhere,
}) => {
  const elsewhere = await openElsewhere();
  await enter(page, agency, "owner");
  await enter(elsewhere, agency, "admin");
  const cohort = `/o/${agency.slug}/cohorts/${agency.cohortIds[0]}`;
  for (const each of [page, elsewhere]) await each.goto(`${cohort}/edit`);
  await elsewhere.getByLabel("Name").fill("Autumn");
  await elsewhere.getByRole("button", { name: "Save" }).click();
  await expect(elsewhere.getByRole("status")).toHaveText("The cohort was saved.");

  await page.getByLabel("Name").fill("Spring");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("somebody else was faster");
  await expect(page.getByRole("row", { name: /^Name/ }).getByRole("cell")).toHaveText(["Spring", "Autumn"]);
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spring");
});

test("a cohort goes into the archive and comes back, each after a question", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const { slug, cohortIds } = agency;
  const cohort = `/o/${slug}/cohorts/${cohortIds[0]}`;
  const leads = `/o/${slug}/leads?cohort=${cohortIds[0]}`;
  const before = await countIn(page, leads);
  await page.goto(cohort);
  await page.getByRole("link", { name: "Archive" }).click();
  await expect(page.getByRole("heading", { name: `Archive Cohort 1 of ${slug}?` })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Archive this cohort" }).click();
  await expect(page.getByRole("status")).toHaveText("The cohort is in the archive.");
  await expect(page.getByText("Archived", { exact: true })).toBeVisible();
  expect(await countIn(page, leads)).toBe(before);

  await page.goto(`/o/${slug}/cohorts`);
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(1);
  await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "Archived" }).click();
  await page.getByRole("link", { name: `Cohort 1 of ${slug}` }).click();
  await page.getByRole("link", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Restore this cohort" }).click();
  await expect(page.getByRole("status")).toHaveText("The cohort is back in use.");
  await page.goto(`/o/${slug}/cohorts`);
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(2);
});

test("who is assigned to a cohort sees it, until they are not", async ({ page, agency, openElsewhere }) => {
  const mentor = await openElsewhere();
  const cohort = `/o/${agency.slug}/cohorts/${agency.cohortIds[1]}`;
  const name = `mentor of ${agency.slug}`;
  await enter(page, agency, "owner");
  await enter(mentor, agency, "mentor");
  expect((await mentor.goto(cohort))?.status()).toBe(404);

  await page.goto(cohort);
  await page.getByRole("link", { name: "Change mentors" }).click();
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByLabel("Mentor")).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByLabel("Mentor").selectOption(name);
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByRole("status")).toHaveText(`${name} mentors this cohort now.`);
  await expectGoodPage(page);
  expect((await mentor.goto(cohort))?.status()).toBe(200);
  await expect(mentor.getByRole("link", { name: /Edit|Archive|Change mentors/ })).toHaveCount(0);

  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(page.getByRole("status")).toHaveText(`${name} no longer mentors this cohort.`);
  expect((await mentor.goto(cohort))?.status()).toBe(404);
});

test("every figure of a cohort leads to its leads", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const lead = await addLead(page, agency, { name: "Clara Nunes", value: "100" });
  await moveLead(page, lead, { to: "won", wonOn: localDate() });
  const cohort = `/o/${agency.slug}/cohorts/${agency.cohortIds[0]}`;
  await page.goto(cohort);
  const figures = page
    .getByRole("table", { name: "Mentees" })
    .getByRole("link", { name: /, (Leads|Won value): / });
  await expect(figures).toHaveText(["2", "R$100", "2", "R$100"]);
  const hrefs = await figures.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(await Promise.all(hrefs.map((href) => countIn(page, href)))).toEqual([2, 1, 2, 1]);

  await figures.first().click();
  await expect(
    page.locator("main header").getByText(`Mentee: Business in Cohort 1 of ${agency.slug}`, { exact: true }),
  ).toBeVisible();
  await page.goto(hrefs[2] ?? "");
  await expect(
    page.locator("main header").getByText(`Cohort: Cohort 1 of ${agency.slug}`, { exact: true }),
  ).toBeVisible();
});

test("in Portuguese", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.request.post("/preferences", { form: { locale: "pt-BR" } });
  for (const path of ["", "/new", `/${agency.cohortIds[0]}`, `/${agency.cohortIds[0]}/mentors`]) {
    await page.goto(`/o/${agency.slug}/cohorts${path}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/turma|Mentores|Cohort 1/i);
    await expectGoodPage(page);
  }
});
