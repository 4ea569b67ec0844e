import { expect, test } from "vitest";
import type { Role } from "#schema";
import { can, permissions } from "./permissions.ts";
import { mayAssign } from "./role-rules.ts";

const roles: Role[] = ["owner", "admin", "mentor", "mentee"];

// Written out, so that a change of who may do what is seen for what it is.
test("who may do what", () => {
  const granted = Object.fromEntries(
    permissions.map((permission) => [permission, roles.filter((role) => can(role, permission)).join(" ")]),
  );
  expect(granted).toEqual({
    "leads.read": "owner admin mentor mentee",
    "leads.write": "owner admin mentor mentee",
    "leads.assign": "owner admin mentor",
    "views.save": "owner admin mentor",
    "leads.import": "owner admin",
    "reports.read": "owner admin mentor mentee",
    "cohorts.read": "owner admin mentor mentee",
    "cohorts.manage": "owner admin",
    "mentees.read": "owner admin mentor mentee",
    "mentees.manage": "owner admin",
    "tags.manage": "owner admin",
    "people.manage": "owner admin",
    "activity.read": "owner admin",
    "organization.manage": "owner",
  });
});

test("an owner may do all that anybody may", () => {
  expect(permissions.filter((permission) => !can("owner", permission))).toEqual([]);
});

test("owners are made and unmade by owners, and by the operator", () => {
  const may = (actor: Role | "system") => roles.filter((role) => mayAssign(actor, role)).join(" ");
  expect(may("system")).toBe("owner admin mentor mentee");
  expect(may("owner")).toBe("owner admin mentor mentee");
  expect(may("admin")).toBe("admin mentor mentee");
  expect(may("mentor")).toBe("");
  expect(may("mentee")).toBe("");
});
