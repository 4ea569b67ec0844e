import { expect, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";
import { unique } from "./unique.ts";

test("what is wrong stands beside its field and in a summary that leads there", async ({ page, agency }) => {
  await enter(page, agency, "mentee");
  await page.goto("/organizations/new");
  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill("not an address");
  await page.getByLabel("Time zone").selectOption("America/Sao_Paulo");
  await page.getByRole("button", { name: "Create organization" }).click();

  const summary = page.getByRole("alert");
  await expect(summary).toContainText("2 fields need your attention");
  await expect(page.getByLabel("Name")).toHaveValue("Agência Aurora");
  await expect(page.getByLabel("Address")).toHaveValue("not an address");
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/single hyphens, for example/);
  await expect(page.getByLabel("Currency")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Time zone")).toHaveValue("America/Sao_Paulo");
  await summary.getByRole("link", { name: /single hyphens/ }).click();
  await expect(page.getByLabel("Address")).toBeFocused();
});

test("an address that is taken is refused, another one taken", async ({ page, agency }) => {
  await enter(page, agency, "mentee");
  await page.goto("/organizations/new");
  await page.getByLabel("Name").fill("Agência Aurora");
  await page.getByLabel("Address").fill("demo");
  await page.getByLabel("Currency").selectOption("EUR");
  await page.getByLabel("Time zone").selectOption("Asia/Kolkata");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(
    /Another organization already has this address/,
  );
  await expect(page.getByLabel("Currency")).toHaveValue("EUR");
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Kolkata");

  const slug = unique("aurora");
  await page.getByLabel("Address").fill(slug);
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);
});

test("whoever belongs to several organizations goes from one to the other by its name", async ({
  page,
  agency,
}) => {
  const slug = unique("aurora");
  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}`);
  await expect(page.getByText(`Agency ${agency.slug}`, { exact: true })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "other organizations" })).toHaveCount(0);

  const form = { name: "Aurora", slug, currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await page.request.post("/organizations/new", { form });
  await page.goto(`/o/${agency.slug}/leads`);
  const others = page.getByRole("navigation", { name: "other organizations" });
  await expect(others).toBeHidden();
  await page.locator("summary", { hasText: `Agency ${agency.slug}` }).click();
  await expect(others.getByRole("link")).toHaveText(["Aurora", "New organization"]);
  await others.getByRole("link", { name: "Aurora" }).click();
  await expect(page).toHaveURL(`/o/${slug}`);
  await expect(others).toBeHidden();
  await page.locator("summary", { hasText: "Aurora" }).click();
  await expect(others.getByRole("link").first()).toHaveText(`Agency ${agency.slug}`);
});

test("a new organization is empty, and every page says what to do about it", async ({ page, agency }) => {
  const slug = unique("aurora");
  await enter(page, agency, "mentee");
  const form = { name: "Aurora", slug, currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  await page.request.post("/organizations/new", { form });

  await page.goto(`/o/${slug}`);
  await expect(page.getByText("No leads yet")).toBeVisible();
  const next = page.locator("[aria-current=step]");
  await expect(next).toContainText("Open a cohort");
  await expect(page.getByRole("figure")).toHaveCount(0);

  await page.goto(`/o/${slug}/leads/new`);
  await expect(next).toContainText("Open a cohort");
  await page.goto(`/o/${slug}/leads`);
  await expect(page.getByText("No leads yet")).toBeVisible();
  await expect(next).toContainText("Open a cohort");
  await page.goto(`/o/${slug}/reports/pipeline`);
  await expect(page.getByText("No lead entered in this period")).toBeVisible();
});
