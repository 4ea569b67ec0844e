import { expect, test } from "vitest";
import { createOrganizationSchema } from "./forms.ts";
import { isTimeZone, timeZones } from "./time-zones.ts";

const form = { name: "Agency", currency: "BRL", timeZone: "America/Sao_Paulo", locale: "pt-BR" };

const complaints = (change: Record<string, string>) =>
  createOrganizationSchema
    .safeParse({ ...form, ...change })
    .error?.issues.map(({ path, message }) => `${path.join()}: ${message}`);

test("an organization needs a name, a currency, a time zone and a language; its address may be left out", () => {
  expect(createOrganizationSchema.parse({ ...form, name: "  Agency  " })).toEqual(form);
  expect(createOrganizationSchema.parse({ ...form, slug: " My-Agency " })).toEqual({
    ...form,
    slug: "my-agency",
  });
  expect(createOrganizationSchema.safeParse({}).error?.issues.map(({ path }) => path.join())).toEqual([
    "name",
    "currency",
    "timeZone",
    "locale",
  ]);
});

test.each(["a b", "-a", "a-", "a--b", "ação", "a/b", "a.b"])("%j is no address", (slug) => {
  expect(complaints({ slug })).toEqual(["slug: slug"]);
});

test("currencies are those in use", () => {
  for (const currency of ["BRL", "USD", "EUR", "JPY", "CLP"])
    expect(complaints({ currency })).toBeUndefined();
  for (const currency of ["XXX", "brl", "ADP", ""])
    expect(complaints({ currency })).toEqual(["currency: choice"]);
});

test("time zones are places or UTC, under their present and former names", () => {
  for (const name of [...timeZones(), "Asia/Calcutta", "America/Argentina/Buenos_Aires", "Etc/GMT+3"]) {
    expect.soft(isTimeZone(name), name).toBe(true);
  }
  for (const name of [
    "",
    "Mars/Olympus",
    "+05:30",
    "-03",
    "EST",
    "GMT",
    "utc",
    "america/sao_paulo",
    "localtime",
  ]) {
    expect.soft(isTimeZone(name), name).toBe(false);
  }
  expect(new Set(timeZones()).size).toBe(timeZones().length);
});
