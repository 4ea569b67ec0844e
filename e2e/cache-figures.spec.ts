import { expectGoodPage } from "./expect-good-page.ts";
import { expect, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";

const navigation = "Main";

test("an owner sees how well the cache serves their organization", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const cache = `/o/${agency.slug}/settings/cache`;
  await page.goto(cache);
  // Nobody has read anything of this organization yet.
  await expect(page.getByRole("region", { name: "What this organization read" })).toContainText(
    "Nothing was read yet",
  );
  for (let time = 0; time < 2; time++) await page.goto(`/o/${agency.slug}/leads`);
  await page.getByRole("navigation", { name: navigation }).getByRole("link", { name: "Cache" }).click();
  await expect(page).toHaveURL(cache);
  const list = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "leads.list" }) });
  await expect(list).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: "Answered without the database" })).toContainText(
    "%",
  );
  await expect(page.getByRole("article").filter({ hasText: "Round trips" })).toContainText(/\d/);
  await expect(page.getByRole("main")).toContainText("by this server process alone since");
  await expectGoodPage(page);
});

test.describe("in the other language", () => {
  test.use({ locale: "pt-BR" });
  test("the same", async ({ page, agency }) => {
    await enter(page, agency, "owner");
    await page.goto(`/o/${agency.slug}/leads`);
    await page.goto(`/o/${agency.slug}/settings/cache`);
    await expect(
      page.getByRole("article").filter({ hasText: "Respondido sem o banco de dados" }),
    ).toBeVisible();
  });
});

for (const role of ["admin", "mentor", "mentee"] as const) {
  test(`the ${role} is neither led there nor let in`, async ({ page, agency }) => {
    await enter(page, agency, role);
    await page.goto(`/o/${agency.slug}`);
    const main = page.getByRole("navigation", { name: navigation });
    await expect(main.getByRole("link", { name: "Leads" })).toHaveCount(1);
    await expect(main.getByRole("link", { name: "Cache" })).toHaveCount(0);
    expect((await page.goto(`/o/${agency.slug}/settings/cache`))?.status()).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("leads.list");
    await expectGoodPage(page);
  });
}
