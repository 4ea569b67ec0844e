import type { Page } from "playwright/test";
import { expect, onEveryStack, test } from "./fixtures.ts";
import { addLead, localDate, moveLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

/** The figure itself, not its notes and comparisons. */
const figure = (page: Page, label: string) =>
  page.getByRole("article").getByRole("link", { name: new RegExp(`^${label}: `) });

// The promise of the product: a page that is asked for after a write has answered shows what was written, to everybody.
test("a lead that one person wins is in everybody else's figures at their next page", {
  tag: onEveryStack,
}, async ({ page, agency, openElsewhere }) => {
  const [owner, mentee] = [await openElsewhere(), await openElsewhere()];
  await enter(page, agency, "mentor");
  await enter(owner, agency, "owner");
  await enter(mentee, agency, "mentee");
  const home = `/o/${agency.slug}`;
  const report = `${home}/reports/pipeline?from=${localDate()}&to=${localDate()}`;
  const lead = await addLead(page, agency, { name: "Clara Nunes", source: "Feira" });

  // Everybody's figures are in the cache by now.
  for (const other of [owner, mentee]) {
    await other.goto(home);
    await expect(figure(other, "Leads entered")).toHaveText("1");
    await expect(figure(other, "Leads won")).toHaveText("0");
    await other.goto(report);
    await expect(figure(other, "Leads won")).toHaveText("0");
  }

  await page.goto(lead);
  await page.getByRole("button", { name: "Win…" }).click();
  await page.getByRole("dialog").getByLabel("Value").fill("1,250");
  await page.getByRole("button", { name: "Mark as won" }).click();
  await expect(page.getByRole("status")).toHaveText("The lead is won.");

  for (const other of [owner, mentee]) {
    await other.reload();
    await expect(figure(other, "Leads won")).toHaveText("1");
    await expect(figure(other, "Won value")).toHaveText("R$1,250");
    await expect(other.getByRole("row").filter({ hasText: "Feira11100.0%R$1,250" })).toBeVisible();
    await other.goto(home);
    await expect(figure(other, "Leads won")).toHaveText("1");
    await expect(figure(other, "Won value")).toHaveText("R$1,250");
    await expect(figure(other, "Days to win, median")).toHaveText("0");
    await expect(other.getByRole("row", { name: /Clara Nunes/ })).toContainText("Won");
  }
});

test("what happens beyond a person's cohort changes nothing for them", async ({
  page,
  agency,
  openElsewhere,
}) => {
  const mentor = await openElsewhere();
  await enter(page, agency, "owner");
  await enter(mentor, agency, "mentor");
  for (const each of [page, mentor]) await each.goto(`/o/${agency.slug}`);

  const other = await addLead(page, agency, { name: "In the other cohort", cohort: 1 });
  await moveLead(page, other, { to: "won", value: "500" });
  for (const each of [page, mentor]) await each.reload();
  await expect(figure(page, "Won value")).toHaveText("R$500");
  await expect(figure(mentor, "Leads entered")).toHaveText("0");
  await expect(figure(mentor, "Leads won")).toHaveText("0");

  await addLead(page, agency, { name: "In the mentor's cohort", cohort: 0 });
  await mentor.reload();
  await expect(figure(mentor, "Leads entered")).toHaveText("1");
});
