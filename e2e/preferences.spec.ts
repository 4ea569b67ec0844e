import { expect, test } from "./fixtures.ts";
import { localDate } from "./leads.ts";
import { enter } from "./sign-in.ts";

const paper = "html";
const background = (element: Element) => getComputedStyle(element).backgroundColor;

test("the language is chosen before signing in, and stays", async ({ page, agency }) => {
  await page.goto("/sign-in?next=%2Faccount");
  await page.getByRole("button", { name: "Português (Brasil)" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page).toHaveURL("/sign-in?next=%2Faccount");
  await expect(page.getByRole("button", { name: "Português (Brasil)" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Preencha este campo.");

  await enter(page, agency, "owner");
  await page.goto(`/o/${agency.slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Visão geral");
  await page.getByRole("button", { name: "Sair" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entrar");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("a browser that asks for Portuguese gets it unasked", async ({ browser }) => {
  const context = await browser.newContext({ locale: "pt-PT", storageState: undefined });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entrar");
});

test.describe("the demo's owner", () => {
  test.use({ role: "owner" });

  test("reads figures, money, dates and months as Brazilians write them", async ({ page }) => {
    const [from, to] = [localDate(400), localDate(30)];
    const address = `/o/demo/reports/pipeline?by=month&from=${from}&to=${to}`;
    await page.goto(address);
    await page.getByRole("button", { name: "Português (Brasil)" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page).toHaveURL(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Funil");
    const entered = page.getByRole("article").filter({ hasText: "Leads que entraram" });
    await expect(entered.getByRole("link").first()).toHaveText(/^\d\.\d{3}$/);
    await expect(
      page.getByRole("article").filter({ hasText: "Valor fechado" }).getByRole("link").first(),
    ).toHaveText(/^R\$\s[\d.]+$/);
    const months = page.getByRole("region", { name: "Números por grupo" }).locator("tbody th");
    await expect(months.first()).toHaveText(
      new Date(`${from}T12:00`).toLocaleDateString("pt-BR", { month: "long", year: "numeric" }),
    );
    await page.goto("/o/demo/leads");
    await expect(page.getByRole("row").nth(1)).toContainText(/\d de \w+\.? de \d{4}|\d\d\/\d\d\/\d{4}/);
    await page.goto("/o/demo/nowhere");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Não há nada aqui");
  });
});

test("the appearance is chosen, and stays whatever the system prefers", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`/o/${agency.slug}/leads?status=new`);
  const light = await page.locator(paper).evaluate(background);
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page).toHaveURL(`/o/${agency.slug}/leads?status=new`);
  const dark = await page.locator(paper).evaluate(background);
  expect(dark).not.toBe(light);

  await page.goto("/account");
  await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  expect(await page.locator(paper).evaluate(background)).toBe(dark);
  await page.getByRole("button", { name: "System" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  expect(await page.locator(paper).evaluate(background)).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await page.locator(paper).evaluate(background)).toBe(dark);
});

test("a choice that there is not, or for another site, is refused", async ({ page }) => {
  const send = (form: Record<string, string>) => page.request.post("/preferences", { form, maxRedirects: 0 });
  expect((await send({ locale: "tlh" })).status()).toBe(400);
  expect((await send({ theme: "dark", returnTo: "https://evil.example/" })).headers().location).toBe("/");
});
