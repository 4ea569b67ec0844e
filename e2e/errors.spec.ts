import { expect, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";

const nothing = "There is nothing here";

test("an address that leads nowhere says so, and leads back", async ({ page }) => {
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(nothing);
  await expect(page).toHaveTitle(`${nothing} · Placar`);
  await page.getByRole("link", { name: "To the start page" }).click();
  await expect(page).toHaveURL("/sign-in");
});

test("a lead that is not there leaves the way to the others", async ({ page, agency }) => {
  await enter(page, agency, "mentor");
  for (const id of ["01978b3e-0000-7000-8000-000000000000", "no-id-at-all", agency.leadIds[1]]) {
    expect((await page.goto(`/o/${agency.slug}/leads/${id}`))?.status(), id).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(nothing);
  }
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Leads" }).click();
  await expect(page.getByRole("table", { name: "Leads" })).toBeVisible();
});

test("an address that cannot be read is answered in the same look", async ({ page }) => {
  expect((await page.goto("/%E0%A4%A"))?.status()).toBe(400);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request does not make sense");
  const link = page.getByRole("link", { name: "To the start page" });
  await expect(link).toHaveAttribute("href", "/");
  // Its stylesheet came along.
  await expect(page.locator("html")).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
});

test("a form from another site is refused", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const lead = `/o/${agency.slug}/leads/${agency.leadIds[0]}`;
  const foreign: Record<string, string>[] = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ];
  for (const headers of foreign) {
    for (const path of [`${lead}/status`, "/sign-out", "/preferences"]) {
      const form = { to: "lost", theme: "dark" };
      const answer = await page.request.post(path, { form, headers, maxRedirects: 0 });
      expect(answer.status(), `${path} with ${JSON.stringify(headers)}`).toBe(400);
    }
  }
  await page.goto(lead);
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("New");
});

test("a form of many megabytes is refused before it is read", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  const answer = await page.request.post(`/o/${agency.slug}/leads/new`, {
    form: { name: "a".repeat(5_000_000) },
    headers: { Accept: "text/html" },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain("<h1");
});

test("every page carries what protects it", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  for (const path of ["/account", `/o/${agency.slug}`, "/nowhere", "/%E0%A4%A"]) {
    const headers = (await page.request.get(path)).headers();
    expect(headers["content-security-policy"], path).toMatch(/script-src [^;]*'nonce-/);
    expect(headers["content-security-policy"], path).not.toContain("unsafe-inline");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["cache-control"], path).toMatch(/private|no-store/);
    expect(headers["x-request-id"], path).toMatch(/^[\w-]{8,}$/);
  }
});
