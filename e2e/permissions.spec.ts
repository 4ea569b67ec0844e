import type { APIRequestContext } from "playwright/test";
import { fill, firstOf, routePatterns } from "#dev/test/routes.ts";
import {
  type Answers,
  above,
  answerFor,
  everybody,
  here,
  home,
  managers,
  members,
  notSignedIn,
  sent,
  signedIn,
  theLead,
  visitors,
} from "#dev/test/visitors.ts";
import { claimAgency } from "./agencies.ts";
import { expect, test } from "./fixtures.ts";
import { columnOf } from "./leads.ts";
import { enter } from "./sign-in.ts";

// Every address of the map is asked for by everybody: whoever adds a route says here who gets what.

/** Of those who save views. */
const savers = (answer: number) => ({ ...members(answer), mentee: 403 });

/** What a page answers, and an empty form that is sent to it; 405 where it takes none. */
const table: Record<string, { page: Answers; form: Answers }> = {
  "/": { page: { nobody: "/sign-in", outsider: home, member: home }, form: everybody(405) },
  "/o/:organization": { page: members(200), form: everybody(405) },
  "/o/:organization/leads": { page: members(200), form: everybody(405) },
  "/o/:organization/leads/new": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/board": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/bulk": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/export": { page: members(200), form: everybody(405) },
  // A file, to whoever sends the form of the page before.
  "/o/:organization/leads/export.csv": {
    page: members("/o/:organization/leads/export"),
    form: sent(members(200)),
  },
  "/o/:organization/leads/export.xlsx": {
    page: members("/o/:organization/leads/export"),
    form: sent(members(200)),
  },
  "/o/:organization/leads/owners": { page: members(200), form: everybody(405) },
  "/o/:organization/leads/views/new": { page: savers(200), form: sent(savers(400)) },
  // The owner's.
  "/o/:organization/leads/views/:viewId": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/leads/views/:viewId/delete": {
    page: managers(200),
    form: sent(managers("/o/:organization/leads")),
  },
  "/o/:organization/leads/bin": { page: members(200), form: everybody(405) },
  "/o/:organization/leads/:leadId": { page: members(200), form: everybody(405) },
  "/o/:organization/leads/:leadId/edit": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/delete": { page: members(200), form: sent(members(400)) },
  // Not in the bin: back to its page, whether or not anything is to be done.
  "/o/:organization/leads/:leadId/restore": { page: members(above), form: sent(members(above)) },
  "/o/:organization/leads/:leadId/interactions": { page: members(200), form: sent(members(400)) },
  // Nobody's: no more theirs than anybody's.
  "/o/:organization/leads/:leadId/interactions/:interactionId": {
    page: members(403),
    form: sent(members(403)),
  },
  "/o/:organization/leads/:leadId/interactions/:interactionId/delete": {
    page: members(403),
    form: sent(members(403)),
  },
  // With a lead of another cohort.
  "/o/:organization/leads/:leadId/merge/:otherId": {
    page: { ...members(404), owner: 200, admin: 200 },
    form: sent(members(400)),
  },
  "/o/:organization/leads/:leadId/tags": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/tags/remove": { page: members(above), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/status": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/tasks": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/tasks/:taskId": { page: members(200), form: sent(members(400)) },
  "/o/:organization/leads/:leadId/tasks/:taskId/done": { page: members(above), form: sent(members(400)) },
  // The last of these, since it is deleted: by whoever comes first.
  "/o/:organization/leads/:leadId/tasks/:taskId/delete": {
    page: members(200),
    form: sent(members(theLead)),
  },
  "/o/:organization/tasks": { page: members(200), form: everybody(405) },
  "/o/:organization/cohorts": { page: members(200), form: everybody(405) },
  "/o/:organization/cohorts/new": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/cohorts/:cohortId": { page: members(200), form: everybody(405) },
  "/o/:organization/cohorts/:cohortId/edit": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/cohorts/:cohortId/mentors": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/cohorts/:cohortId/archive": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/mentees": { page: members(200), form: everybody(405) },
  "/o/:organization/mentees/new": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/mentees/:menteeId": { page: members(200), form: everybody(405) },
  "/o/:organization/mentees/:menteeId/edit": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/mentees/:menteeId/archive": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/imports": { page: managers(200), form: everybody(405) },
  "/o/:organization/imports/new": { page: managers(200), form: sent(managers(400)) },
  // Done: nothing is left to be carried out or mapped.
  "/o/:organization/imports/:importId": { page: managers(200), form: sent(managers(here)) },
  "/o/:organization/imports/:importId/mapping": { page: managers(above), form: sent(managers(above)) },
  "/o/:organization/imports/:importId/rejected.csv": { page: managers(200), form: everybody(405) },
  "/o/:organization/imports/:importId/revert": { page: managers(200), form: sent(managers(above)) },
  "/o/:organization/reports/pipeline": { page: members(200), form: everybody(405) },
  "/o/:organization/people": { page: managers(200), form: everybody(405) },
  "/o/:organization/people/invite": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/people/invitations/:invitationId": { page: managers(200), form: sent(managers(here)) },
  // No e-mails are sent here, so there is nothing to send again.
  "/o/:organization/people/invitations/:invitationId/mail": {
    page: managers(above),
    form: sent(managers(404)),
  },
  "/o/:organization/people/invitations/:invitationId/revoke": {
    page: managers(200),
    form: sent(managers("/o/:organization/people")),
  },
  "/o/:organization/people/:userId": { page: managers(200), form: everybody(405) },
  "/o/:organization/people/:userId/role": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/people/:userId/cohorts": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/people/:userId/remove": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/people/:userId/ownership": {
    page: { ...members(403), owner: 200 },
    form: sent({ ...members(403), owner: 400 }),
  },
  "/o/:organization/activity": { page: managers(200), form: everybody(405) },
  "/o/:organization/leave": { page: members(200), form: sent(members(400)) },
  "/o/:organization/settings/tags": { page: managers(200), form: everybody(405) },
  "/o/:organization/settings/tags/:tagId": { page: managers(200), form: sent(managers(400)) },
  "/o/:organization/settings/tags/:tagId/merge": { page: managers(200), form: sent(managers(400)) },
  // The last of the tag: there is nothing to fill in.
  "/o/:organization/settings/tags/:tagId/delete": {
    page: managers(200),
    form: sent(managers("/o/:organization/settings/tags")),
  },
  "/o/:organization/settings/cache": { page: { ...members(403), owner: 200 }, form: everybody(405) },
  "/sign-in": { page: notSignedIn(200), form: notSignedIn(400) },
  // Without a password before it: the page says so.
  "/sign-in/code": { page: notSignedIn(200), form: notSignedIn(200) },
  "/sign-in/recovery-code": { page: notSignedIn(200), form: notSignedIn(200) },
  "/sign-up": { page: notSignedIn(200), form: notSignedIn(400) },
  // No e-mails are sent here, and the token is none.
  "/forgot-password": { page: everybody(200), form: everybody(404) },
  "/reset-password/:token": { page: everybody(200), form: everybody(200) },
  "/confirm-email/:token": { page: everybody(200), form: everybody(200) },
  "/account/email": { page: signedIn(200), form: sent(signedIn(404)) },
  "/account/email/confirmation": { page: signedIn("/account"), form: sent(signedIn(404)) },
  "/invitations/:token": { page: everybody(200), form: sent(signedIn(here)) },
  "/account": { page: signedIn(200), form: sent(signedIn(400)) },
  "/account/reminders": { page: signedIn(200), form: sent(signedIn(404)) },
  "/account/password": { page: signedIn(200), form: sent(signedIn(400)) },
  "/account/sessions": { page: signedIn(200), form: sent(signedIn(400)) },
  "/account/two-factor": { page: signedIn(200), form: sent(signedIn(400)) },
  "/account/two-factor/confirmation": { page: signedIn(200), form: sent(signedIn(400)) },
  // Nobody here has an app.
  "/account/two-factor/recovery-codes": { page: signedIn("/account"), form: sent(signedIn("/account")) },
  "/account/two-factor/off": { page: signedIn("/account"), form: sent(signedIn("/account")) },
  "/operator/jobs": { page: signedIn(404), form: sent(signedIn(404)) },
  "/organizations/new": { page: signedIn(200), form: sent(signedIn(400)) },
  "/preferences": { page: everybody(404), form: everybody(400) },
  // Closed without PLACAR_METRICS_TOKEN, to everybody.
  "/metrics": { page: everybody(404), form: everybody(405) },
  "/health/live": { page: everybody(200), form: everybody(405) },
  "/health/ready": { page: everybody(200), form: everybody(405) },
  // The last, since it ends the session.
  "/sign-out": { page: everybody("/"), form: everybody("/sign-in") },
};

test("the table names every route, and no other", () => {
  expect(Object.keys(table).sort()).toEqual([...routePatterns].sort());
});

for (const visitor of visitors) {
  test(`every address answers as it should to ${visitor}`, async ({ page: { request }, agency }) => {
    const own = visitor === "outsider" ? await claimAgency() : agency;
    if (visitor !== "nobody") await enter({ request }, own, visitor === "outsider" ? "owner" : visitor);
    for (const [pattern, { page, form }] of Object.entries(table)) {
      const path = fill(pattern, firstOf(agency));
      const at = { path, home: `/o/${own.slug}`, organization: agency.slug };
      const expected = (answers: Answers) => answerFor(visitor, answers, at);
      expect.soft(await answerTo(request, "GET", path), `GET ${path}`).toBe(expected(page));
      expect.soft(await answerTo(request, "POST", path), `POST ${path}`).toBe(expected(form));
    }
  });
}

async function answerTo(request: APIRequestContext, method: "GET" | "POST", path: string): Promise<string> {
  const answer = await request.fetch(path, {
    method,
    maxRedirects: 0,
    headers: { Accept: "text/html" },
    ...(method === "POST" && { form: {} }),
  });
  const { location } = answer.headers();
  return location ?? String(answer.status());
}

test("what scripts fetch is guarded like the pages", async ({ page: { request }, agency }) => {
  const guarded = routePatterns.filter((pattern) => pattern.startsWith("/o/:organization"));
  const paths = guarded.map((each) => fill(each, firstOf(agency)));
  const outside = await claimAgency();
  for (const path of paths) {
    // A redirect, told to the script.
    expect((await request.get(`${path}.data`)).status(), `${path} to nobody`).toBe(202);
  }
  await enter({ request }, outside, "owner");
  for (const path of paths) {
    const answer = await request.get(`${path}.data`);
    expect(answer.status(), `${path} to an outsider`).toBe(404);
    expect(await answer.text()).not.toContain("Lead in Cohort");
  }
});

for (const [role, seen] of [
  ["owner", [1, 2]],
  ["admin", [1, 2]],
  ["mentor", [1]],
  ["mentee", [1]],
] as const) {
  test(`the ${role} sees the leads of ${seen.length === 1 ? "their own cohort" : "every cohort"}`, async ({
    page,
    agency,
  }) => {
    const { slug, leadIds } = agency;
    const names = seen.map((n) => `Lead in Cohort ${n} of ${slug}`);
    await enter(page, agency, role);
    await page.goto(`/o/${slug}/leads`);
    expect((await columnOf(page, "Lead")).sort()).toEqual(names);
    await page.goto(`/o/${slug}`);
    const latest = page.getByRole("region", { name: "Latest leads" });
    expect((await latest.locator("tbody th a").allTextContents()).sort()).toEqual(names);
    await page.goto(`/o/${slug}/reports/pipeline`);
    await expect(page.getByRole("link", { name: `Leads entered: ${seen.length}.` })).toBeVisible();
    await page.goto(`/o/${slug}/leads/new`);
    await expect(page.getByLabel("Mentee").locator("option:not([value=''])")).toHaveCount(seen.length);

    for (const [index, leadId] of leadIds.entries()) {
      const expected = seen.some((n) => n === index + 1) ? 200 : 404;
      for (const path of ["", "/edit", "/status", "/interactions", "/delete"]) {
        const answer = await page.request.get(`/o/${slug}/leads/${leadId}${path}`);
        expect(answer.status(), `${path} of lead ${index + 1}`).toBe(expected);
      }
    }
  });
}

test("another organization looks as if it were not there", async ({ page, agency }) => {
  const other = await claimAgency();
  await enter(page, agency, "owner");
  const read = async (slug: string, leadId = agency.leadIds[0]) => {
    const answer = await page.request.get(`/o/${slug}/leads/${leadId}`);
    const text = (await answer.text()).replaceAll(slug, "SLUG").replaceAll(leadId, "LEAD");
    // What differs from answer to answer whoever asks.
    const told = text.replace(/nonce="[^"]*"/g, "").replaceAll(answer.headers()["x-request-id"] ?? "", "ID");
    return { status: answer.status(), told };
  };
  const theirs = await read(other.slug, other.leadIds[0]);
  expect(theirs.status).toBe(404);
  expect(theirs.told).not.toContain(`Agency ${other.slug}`);
  expect(theirs).toEqual(await read("nobody-has-this-one"));
  // Through an address of one's own neither.
  expect((await read(agency.slug, other.leadIds[0])).status).toBe(404);
});
