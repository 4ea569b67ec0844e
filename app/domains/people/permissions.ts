import type { Role } from "#schema";

/** What each role may do: the one table that routes, queries and commands share. Which rows, row-level security says. */
const granted = {
  "leads.read": ["owner", "admin", "mentor", "mentee"],
  "leads.write": ["owner", "admin", "mentor", "mentee"],
  /** Whom a mentee's lead is given to is not for the mentee to say. */
  "leads.assign": ["owner", "admin", "mentor"],
  /** Views of the leads that everybody in the organization is offered. */
  "views.save": ["owner", "admin", "mentor"],
  "leads.import": ["owner", "admin"],
  "reports.read": ["owner", "admin", "mentor", "mentee"],
  "cohorts.read": ["owner", "admin", "mentor", "mentee"],
  /** Cohorts and their mentors. */
  "cohorts.manage": ["owner", "admin"],
  "mentees.read": ["owner", "admin", "mentor", "mentee"],
  "mentees.manage": ["owner", "admin"],
  /** The words that leads are marked with; marking a lead is writing it. */
  "tags.manage": ["owner", "admin"],
  "people.manage": ["owner", "admin"],
  "activity.read": ["owner", "admin"],
  "organization.manage": ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof granted;

export const permissions = Object.keys(granted) as Permission[];

/** Whether a member with this role may do this at all. */
export function can(role: Role, permission: Permission): boolean {
  return (granted[permission] as readonly Role[]).includes(role);
}
