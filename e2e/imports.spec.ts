import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { expectGoodPage } from "./expect-good-page.ts";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { enter } from "./sign-in.ts";
import { stack } from "./start-application.ts";

const header = "Código,Nome do lead,E-mail,Origem,Data de entrada,Status,Data de fechamento,Valor,Empresa";

const csv = (...rows: string[]) => Buffer.from([header, ...rows, ""].join("\n"));

async function choose(page: Page, slug: string, name: string, content: Buffer) {
  await page.goto(`/o/${slug}/imports/new`);
  await page.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: content });
  await page.getByRole("button", { name: "Upload" }).click();
}

/** Everybody's pages wait for an import where it has the only connection, and only there is it said. */
const saysThatOthersWait = (page: Page) =>
  expect(page.getByRole("main").getByText("it runs on the embedded database")).toHaveCount(
    stack === "embedded" ? 1 : 0,
  );

/** What runs in the background is through when the page says so by itself. */
const state = (page: Page, text: string) =>
  expect(page.getByRole("main").getByText(text, { exact: true }).first()).toBeVisible({ timeout: 30_000 });

test("a file is uploaded, mapped, rehearsed, imported, corrected and taken back", {
  tag: onEveryStack,
}, async ({ page, agency }) => {
  const { slug } = agency;
  const business = `Business in Cohort 1 of ${slug}`;
  await enter(page, agency, "owner");
  await page.goto(`/o/${slug}`);
  await page.getByRole("link", { name: "Imports" }).first().click();
  await page.getByRole("link", { name: "Import leads" }).click();
  await choose(
    page,
    slug,
    "relatório.csv",
    csv(
      `a1,Clara Nunes,clara@example.com,Feira,05/01/2026,Novo,,,${business}`,
      `a2,Davi Reis,,Site,06/01/2026,Fechado,20/01/2026,"1.200,50",${business}`,
      `a3,Elis Prado,not an address,Site,31/02/2026,Novo,,,${business}`,
    ),
  );
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Which column is what?");
  await expectGoodPage(page);
  for (const [label, value] of [
    ["External id", "Código"],
    ["Name", "Nome do lead"],
    ["E-mail", "E-mail"],
    ["Source", "Origem"],
    ["Entered on", "Data de entrada"],
    ["Won on", "Data de fechamento"],
    ["Value", "Valor"],
    ["Mentee", "Empresa"],
  ] as const)
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(value);
  await page.getByRole("button", { name: "Rehearse" }).click();

  await state(page, "Rehearsed");
  const after = (figure: string) => page.getByRole("row", { name: figure }).getByRole("cell");
  await expect(after("Leads entered")).toHaveText(["2", "4"]);
  await expect(after("Leads won")).toHaveText(["0", "1"]);
  await expect(after("Won value")).toHaveText(["R$0.00", "R$1,200.50"]);
  await saysThatOthersWait(page);
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Import now" }).click();

  await state(page, "Imported");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("relatório.csv");
  const reasons = page.getByRole("table", { name: "Rejected rows" }).getByRole("listitem");
  await expect(reasons).toHaveText([
    'E-mail: expected an e-mail address, got "not an address"',
    'Data de entrada: expected a date as DD/MM/YYYY, got "31/02/2026"',
  ]);
  await expectGoodPage(page);
  const imported = page.url();

  // The rejected rows, corrected.
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download rejected rows" }).click();
  const rejected = await readFile(await (await download).path(), "utf8");
  expect(rejected.split("\r\n")).toHaveLength(3);
  const corrected = rejected.replace("not an address", "Clara@Example.com").replace("31/02", "28/02");
  await choose(page, slug, "corrected.csv", Buffer.from(corrected));
  await expect(page.getByLabel("Entered on", { exact: true })).toHaveValue("Data de entrada");
  await page.getByRole("button", { name: "Rehearse" }).click();
  await state(page, "Rehearsed");
  await expect(after("Leads entered")).toHaveText(["4", "5"]);
  await expect(page.getByText("1 of the new leads would have the e-mail address")).toBeVisible();
  const duplicates = page.getByRole("table", { name: "Possible duplicates" });
  await expect(duplicates.getByRole("row", { name: "Elis Prado" })).toContainText("E-mail: Clara Nunes");
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Import now" }).click();
  await state(page, "Imported");
  await page.getByRole("link", { name: "See which" }).click();
  await duplicates.getByRole("link", { name: "Compare and merge" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merge two leads");
  await expect(page.getByRole("main")).toContainText("Clara@Example.com");
  await page.goBack();
  await page.getByRole("link", { name: "To the leads" }).click();
  await page.getByRole("link", { name: "Elis Prado" }).click();
  await expect(page.getByText("Imported from corrected.csv")).toBeVisible();

  await page.goto(`${imported}/revert`);
  await saysThatOthersWait(page);
  await page.getByRole("button", { name: "Take this import back" }).click();
  await state(page, "Taken back");
  await page.goto(`/o/${slug}/leads`);
  await expect(page.getByRole("link", { name: "Elis Prado" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Clara Nunes" })).toBeHidden();
  await page.goto(`/o/${slug}/imports`);
  await expect(page.getByRole("row", { name: /relatório\.csv/ })).toContainText("Taken back");
});

test("what is no use as a file is said beside it", async ({ page, agency }) => {
  await enter(page, agency, "admin");
  for (const [content, complaint] of [
    [Buffer.from(""), "leads.csv is empty."],
    [Buffer.from("PK\u0003\u0004rest"), /not a CSV file but a spreadsheet/],
    [
      Buffer.concat([csv("a1,Clara,,,,,,,x"), Buffer.from([0xc9, 0x0a])]),
      "leads.csv, line 3: not UTF-8. Save the file as CSV UTF-8.",
    ],
  ] as const) {
    await choose(page, agency.slug, "leads.csv", content);
    await expect(page.getByLabel("File")).toHaveAccessibleDescription(
      complaint instanceof RegExp ? complaint : new RegExp(complaint),
    );
  }
  await page.goto(`/o/${agency.slug}/imports/new`);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose a file first.");
  await expectGoodPage(page);
});
