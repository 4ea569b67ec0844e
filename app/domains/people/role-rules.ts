import type { Role } from "#schema";

/** Whether somebody with a role may give and take another: owners are made and unmade by owners. */
export function mayAssign(actor: Role | "system", role: Role): boolean {
  if (actor === "system" || actor === "owner") return true;
  return actor === "admin" && role !== "owner";
}
