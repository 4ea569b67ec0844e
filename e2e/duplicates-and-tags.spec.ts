import { expect, test } from "./fixtures.ts";
import { addLead } from "./leads.ts";
import { enter } from "./sign-in.ts";

test("a lead that is there already is pointed out, added all the same, and merged", async ({
  page,
  agency,
}) => {
  await enter(page, agency, "owner");
  await addLead(page, agency, { name: "Clara Nunes", email: "clara@example.com" });
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("Name").fill("C. Nunes");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("E-mail").fill("Clara@Example.com");
  await page.getByLabel("Phone").fill("(11) 91234-5678");
  await page.getByRole("button", { name: "Save" }).click();
  const found = page.getByRole("table", { name: "What you typed and who is there" });
  await expect(found.getByRole("columnheader")).toContainText(["You typed", "Clara Nunes"]);
  await expect(page.getByLabel("Name")).toHaveValue("C. Nunes");
  await expect(page.getByLabel("Phone")).toHaveValue("(11) 91234-5678");
  // Enter looks again, and adds nobody.
  const asked = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByLabel("Name").press("Enter");
  expect((await asked).status()).toBe(409);
  await expect(found).toBeVisible();
  await page.getByRole("button", { name: "Add it anyway" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C. Nunes");

  await page.getByRole("link", { name: "Compare and merge Clara Nunes" }).click();
  await page.getByRole("radio", { name: "Name, Came in later: C. Nunes" }).check();
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("status")).toHaveText("The two leads are one now.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C. Nunes");
  await expect(page.getByRole("link", { name: "+55 11 91234 5678" })).toBeVisible();
  await page.goto(`/o/${agency.slug}/leads/bin`);
  await expect(page.getByRole("rowheader")).toContainText("merged into");
});

test("on a phone what was typed and who is there stand below each other, with whose each is", async ({
  page,
  agency,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await enter(page, agency, "owner");
  const email = "clara.nunes.conceicao@padaria-estrela.example";
  await addLead(page, agency, { name: "Clara Nunes da Conceição", email });
  await page.goto(`/o/${agency.slug}/leads/new`);
  await page.getByLabel("Name").fill("Clara N.");
  await page.getByLabel("Mentee").selectOption({ index: 1 });
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Phone").fill("(11) 91234-5678");
  await page.getByRole("button", { name: "Save" }).click();
  const found = page.getByRole("table", { name: "What you typed and who is there" });
  const emails = found.getByRole("row", { name: "E-mail" }).getByRole("cell");
  await expect(emails).toHaveText([`You typed${email}`, `Clara Nunes da Conceição${email}`]);
  const [typed, theirs] = [await emails.first().boundingBox(), await emails.last().boundingBox()];
  expect(theirs?.x).toBe(typed?.x);
  expect(theirs?.y).toBeGreaterThan(typed?.y ?? Number.POSITIVE_INFINITY);
  await expect(found.getByText("+55 11 91234 5678")).toBeVisible();
  await expect(found.getByRole("link", { name: "Clara Nunes da Conceição" })).toBeVisible();
  const beyond = await found.evaluate(
    ({ parentElement: box }) => (box?.scrollWidth ?? 0) - (box?.clientWidth ?? 0),
  );
  expect(beyond).toBe(0);
});

test("tags are added and taken off on a lead's page, and renamed for all", async ({ page, agency }) => {
  await enter(page, agency, "owner");
  await page.goto(await addLead(page, agency, { name: "Clara Nunes" }));
  const tags = page.getByRole("list", { name: "Tags" });
  for (const tag of ["Fair", "VIP", "vip"]) {
    await page.getByLabel("Add a tag").fill(tag);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("status")).toHaveText(`The lead now carries the tag ${tag}.`);
  }
  await expect(tags.getByRole("listitem")).toHaveText([/^Fair/, /^VIP/]);
  await page.getByRole("button", { name: "Remove the tag Fair" }).click();
  await expect(tags.getByRole("listitem")).toHaveText([/^VIP/]);
  await page.getByRole("link", { name: "Manage tags" }).click();
  await page.getByRole("link", { name: "VIP", exact: true }).click();
  await page.getByLabel("Name").fill("Key account");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The tag is called Key account now.");
  await page.goto(`/o/${agency.slug}/leads`);
  await expect(page.getByRole("rowheader", { name: /Clara Nunes/ })).toContainText("Key account");
});
