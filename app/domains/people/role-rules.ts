import type { Role } from "#schema";

/** From who may do most to who may do least. Apart from the schema, so that a browser can have it. */
export const roles = ["owner", "admin", "mentor", "mentee"] as const satisfies readonly Role[];

/** The roles that somebody may give. */
export function assignableRoles(actor: Role): Role[] {
  return roles.filter((role) => mayAssign(actor, role));
}

/** Whether somebody with a role may give and take another: owners are made and unmade by owners. */
export function mayAssign(actor: Role | "system", role: Role): boolean {
  if (actor === "system" || actor === "owner") return true;
  return actor === "admin" && role !== "owner";
}
