import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { deleteView, renameView, saveView } from "./commands.server.ts";
import { leadViewSearch } from "./lead-view-search.ts";
import { getView, listViews } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let other: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  other = await arrangeOrganization(db.sql, "other");
});
afterAll(() => db?.close());

const as = (role: Role, of = agency) => memberCaller(data, of, role);
const namesFor = async (role: Role, of = agency) =>
  (await listViews(as(role, of), {})).map(({ name }) => name);

test("a view is everybody's in its organization at once, once however often its form is sent", async () => {
  const everybody: Role[] = ["owner", "admin", "mentor", "mentee"];
  for (const role of everybody) expect(await namesFor(role)).toEqual(["Won"]);
  const input = { viewId: newId(), name: "lost ones", search: "status=lost" };
  expect([await saveView(as("mentor"), input), await saveView(as("mentor"), input)]).toEqual([true, false]);
  for (const role of everybody) expect(await namesFor(role)).toEqual(["lost ones", "Won"]);
  expect(await namesFor("owner", other)).toEqual(["Won"]);
  expect(await getView(as("owner", other), { viewId: input.viewId })).toBeNull();
  await deleteView(as("mentor"), input);
  for (const role of everybody) expect(await namesFor(role)).toEqual(["Won"]);
});

test("a name is taken once, whatever its capitals", async () => {
  const taken = { viewId: newId(), name: "WON", search: "" };
  await expect(saveView(as("admin"), taken)).rejects.toThrow(FieldError);
  expect(await saveView(as("admin"), { ...taken, name: "All" })).toBe(true);
  const version = (await getView(as("admin"), taken))?.version ?? "";
  await expect(renameView(as("admin"), { viewId: taken.viewId, version, name: "won" })).rejects.toThrow(
    FieldError,
  );
  await deleteView(as("admin"), taken);
});

test("who made a view, owners and admins change it; a mentee makes none", async () => {
  const mine = { viewId: newId(), name: "Mine", search: "q=ana" };
  await expect(saveView(as("mentee"), mine)).rejects.toThrow(ForbiddenError);
  await saveView(as("mentor"), mine);
  const mayChange = async (role: Role, viewId: string) => (await getView(as(role), { viewId }))?.mayChange;
  for (const [viewId, changers] of [
    [mine.viewId, ["owner", "admin", "mentor"]],
    [agency.viewId, ["owner", "admin"]],
  ] as const) {
    for (const role of ["owner", "admin", "mentor", "mentee"] as const) {
      const may = (changers as readonly Role[]).includes(role);
      expect(await mayChange(role, viewId)).toBe(may);
      const version = (await getView(as(role), { viewId }))?.version ?? "";
      const renamed = renameView(as(role), { viewId, version, name: `${role} of ${viewId}`.slice(0, 60) });
      if (may) expect(await renamed).toBe(true);
      else await expect(renamed).rejects.toThrow(ForbiddenError);
    }
  }
  await expect(deleteView(as("mentor"), agency)).rejects.toThrow(ForbiddenError);
  await expect(deleteView(as("owner", other), mine)).rejects.toThrow(NotFoundError);
});

test("a name that somebody else gave meanwhile is not overwritten", async () => {
  const { viewId } = other;
  const version = (await getView(as("owner", other), { viewId }))?.version ?? "";
  await renameView(as("admin", other), { viewId, version, name: "Theirs" });
  const late = { viewId, version, name: "Mine" };
  await expect(renameView(as("owner", other), late)).rejects.toThrow(ConflictError);
  expect(await namesFor("owner", other)).toEqual(["Theirs"]);
  // What is wanted is there already.
  expect(await renameView(as("owner", other), { ...late, name: "Theirs" })).toBe(false);
});

test("a view is kept as the list's address has it, without the place in the list", () => {
  expect(leadViewSearch("?status=won&sort=value&status=new&from=&after=x&count=1&utm=y")).toBe(
    "sort=value&status=new&status=won",
  );
  expect(leadViewSearch("sort=entered&dir=desc")).toBe("");
  expect(() => leadViewSearch("status=sold")).toThrow();
  expect(() => leadViewSearch("sort=name")).toThrow();
});
