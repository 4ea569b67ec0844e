import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, countIn, localDate, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("an owner adds a mentee from its cohort, gives it a lead, moves and archives it", {
  tag: onEveryStack,
}, async ({ page, agency }) => {
  const { slug, cohortIds } = agency;
  await enter(page, agency, "owner");
  await page.goto(`/o/${slug}/cohorts/${cohortIds[1]}`);
  await page.getByRole("link", { name: "Add a mentee" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New mentee");
  await expect(page.getByLabel("Cohort")).toHaveValue(cohortIds[1]);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Business name")).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByLabel("Business name").fill("Padaria Aurora");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The mentee was added.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Padaria Aurora");
  await expectGoodPage(page);

  await page.getByRole("main").getByRole("link", { name: "New lead" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New lead");
  await page.getByLabel("Name").fill("Clara Nunes");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clara Nunes");
  await page.getByRole("link", { name: "Padaria Aurora" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Padaria Aurora");
  await page.getByRole("main").getByRole("link", { name: "Edit" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Edit mentee");
  await page.getByLabel("Cohort").selectOption({ value: cohortIds[0] });
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The mentee was saved.");
  const history = page.getByRole("region", { name: "Cohorts" }).getByRole("listitem");
  await expect(history).toHaveText([/Cohort 1.*since /, /Cohort 2.*since joining/]);

  await page.getByRole("link", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Archive this mentee" }).click();
  await expect(page.getByRole("status")).toHaveText("The mentee is in the archive.");
  await expect(page.getByRole("main").getByRole("link", { name: "New lead" })).toHaveCount(0);
  await page.goto(`/o/${slug}/leads/new`);
  await expect(page.getByLabel("Mentee").locator("option", { hasText: "Padaria Aurora" })).toHaveCount(0);
  await page.goto(`/o/${slug}/mentees`);
  await expect(page.getByRole("table", { name: "Mentees" }).locator("tbody tr")).toHaveCount(2);
  await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "Archived" }).click();
  await page.getByRole("link", { name: "Padaria Aurora" }).click();
  await page.getByRole("link", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Restore this mentee" }).click();
  await expect(page.getByRole("status")).toHaveText("The mentee is back in use.");
});

test("of two who edit the same mentee the second sees both versions, and decides", async ({
  page,
  agency,
  openElsewhere,
}) => {
  const elsewhere = await openElsewhere();
  await enter(page, agency, "owner");
  await enter(elsewhere, agency, "admin");
  const mentee = `/o/${agency.slug}/mentees/${agency.menteeIds[0]}`;
  for (const each of [page, elsewhere]) await each.goto(`${mentee}/edit`);
  await elsewhere.getByLabel("Business name").fill("Oficina");
  await elsewhere.getByRole("button", { name: "Save" }).click();
  await expect(elsewhere.getByRole("status")).toHaveText("The mentee was saved.");

  await page.getByLabel("Business name").fill("Padaria");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole("row", { name: /^Business name/ }).getByRole("cell")).toHaveText([
    "Padaria",
    "Oficina",
  ]);
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Padaria");
});

test("every figure of a mentee leads to its leads", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  const lead = await addLead(page, agency, { name: "Clara Nunes", value: "100" });
  await moveLead(page, lead, { to: "won", wonOn: localDate() });
  await page.goto(`/o/${agency.slug}/mentees/${agency.menteeIds[0]}`);
  const ever = page.getByRole("row", { name: /^Ever/ }).getByRole("link");
  await expect(ever).toHaveText(["2", "1", "R$100", "50.0%"]);
  const month = page.getByRole("row", { name: /^This month/ }).getByRole("link");
  await expect(month).toHaveText(["1", "1", "R$100", "100.0%"]);
  for (const [figures, counts] of [
    [ever, [2, 1, 1, 1]],
    [month, [1, 1, 1, 1]],
  ] as const) {
    const hrefs = await figures.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(await Promise.all(hrefs.map((href) => countIn(page, href)))).toEqual(counts);
  }
});

test("a mentor and a mentee see theirs, and change nothing", async ({ page, agency }) => {
  for (const role of ["mentor", "mentee"] as const) {
    await enter(page, agency, role);
    await page.goto(`/o/${agency.slug}/mentees`);
    await expect(page.getByRole("table", { name: "Mentees" }).locator("tbody th")).toHaveText([
      `Business in Cohort 1 of ${agency.slug}`,
    ]);
    await expect(page.getByRole("link", { name: "New mentee" })).toHaveCount(0);
    await page.getByRole("link", { name: `Business in Cohort 1 of ${agency.slug}` }).click();
    await expect(page.getByRole("main").getByRole("link", { name: /^(Edit|Archive)$/ })).toHaveCount(0);
    const theirs = await page.request.get(`/o/${agency.slug}/mentees/${agency.menteeIds[1]}`);
    expect(theirs.status()).toBe(404);
  }
});

test("in Portuguese", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.request.post("/preferences", { form: { locale: "pt-BR" } });
  const mentee = `/${agency.menteeIds[0]}`;
  for (const path of ["", "/new", mentee, `${mentee}/edit`, `${mentee}/archive`]) {
    await page.goto(`/o/${agency.slug}/mentees${path}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/mentorado|Business|Arquivar/i);
    await expectGoodPage(page);
  }
});
