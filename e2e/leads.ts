import { expect, type Page } from "playwright/test";
import { newId } from "#app/db/new-id.ts";
import type { LeadStatus } from "#schema";
import type { Agency } from "./agencies.ts";

const columns = ["Lead", "Mentee", "Source", "Status", "Value", "Last interaction", "Entered"] as const;

/** What stands in a column of the list, from the first row to the last. */
export async function columnOf(page: Page, name: (typeof columns)[number]): Promise<string[]> {
  await page.waitForLoadState();
  // Behind the checkbox that selects the lead.
  const place = columns.indexOf(name) + 2;
  return page
    .getByRole("table", { name: "Leads" })
    .locator(`tbody tr > :nth-child(${place})`)
    .evaluateAll((cells) =>
      cells.map((cell) => cell.firstElementChild?.textContent ?? cell.textContent ?? ""),
    );
}

/** The addresses of the leads on this page of the list: two leads may have one name. */
export async function leadsOn(page: Page): Promise<string[]> {
  // A document is there from its first rows on; all of them are, once it has loaded.
  await page.waitForLoadState();
  return page
    .getByRole("table", { name: "Leads" })
    .locator("tbody th a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

/** How many leads a list has in all, by its address. */
export async function countIn({ request }: Pick<Page, "request">, listPath: string): Promise<number> {
  const url = new URL(listPath, "http://list.invalid");
  url.searchParams.set("count", "1");
  const path = `${url.pathname}${url.search}`;
  const html = await (await request.get(path)).text();
  // A list that is empty says so instead of counting.
  if (html.includes("No leads")) return 0;
  const [, count] = />([\d,]+) leads?( with these filters)?</.exec(html) ?? [];
  expect(count, `a count on ${path}`).toBeDefined();
  return Number(count?.replaceAll(",", ""));
}

/** A local date in the agencies' zone, "YYYY-MM-DD". */
export function localDate(daysAgo = 0): string {
  const zone = new Intl.DateTimeFormat("sv", { timeZone: "America/Sao_Paulo" });
  return zone.format(Date.now() - daysAgo * 86_400_000);
}

interface NewLead {
  name: string;
  source?: string;
  value?: string;
  email?: string;
  externalId?: string;
  /** Local date; today's unless given. */
  enteredOn?: string;
  status?: LeadStatus;
  /** In which of the agency's two cohorts. */
  cohort?: 0 | 1;
}

/** Adds a lead to an agency as who is signed in, without the form. Gives the path of its page. */
export async function addLead(
  { request }: Pick<Page, "request">,
  agency: Agency,
  lead: NewLead,
): Promise<string> {
  const { cohort = 0, ...facts } = lead;
  const list = `/o/${agency.slug}/leads`;
  const leadId = newId();
  const form = {
    leadId,
    menteeId: agency.menteeIds[cohort],
    enteredOn: localDate(),
    status: "new",
    ...facts,
  };
  const answer = await request.post(`${list}/new`, { form, maxRedirects: 0 });
  expect(answer.status(), `adding ${lead.name}`).toBe(303);
  return `${list}/${leadId}`;
}

/** Moves a lead as who is signed in, without the form. */
export async function moveLead(
  { request }: Pick<Page, "request">,
  leadPath: string,
  form: { to: LeadStatus; value?: string; wonOn?: string; lostReason?: string },
): Promise<void> {
  const html = await (await request.get(leadPath)).text();
  const [, rowVersion = ""] = /name="rowVersion" value="(\d+)"/.exec(html) ?? [];
  const answer = await request.post(`${leadPath}/status`, { form: { rowVersion, ...form }, maxRedirects: 0 });
  expect(answer.status(), `moving a lead to ${form.to}`).toBe(303);
}

/** Logs an interaction as who is signed in, without the form. Gives its id. */
export async function logInteraction(
  { request }: Pick<Page, "request">,
  leadPath: string,
  form: { kind?: string; body?: string; occurredAt?: string } = {},
): Promise<string> {
  const sent = { kind: "call", body: `Call ${newId()}`, ...form };
  const answer = await request.post(`${leadPath}/interactions`, { form: sent, maxRedirects: 0 });
  expect(answer.status(), "logging an interaction").toBe(303);
  const html = await (await request.get(leadPath)).text();
  const [, id = ""] = new RegExp(`${leadPath}/interactions/([0-9a-f-]{36})`).exec(html) ?? [];
  expect(id).not.toBe("");
  return id;
}
