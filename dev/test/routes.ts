import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import routeConfig from "#app/routes.ts";
import type { ArrangedOrganization } from "./arrange-organization.ts";

interface Place {
  pattern: string;
  file: string;
}

function flatten(entries: readonly RouteConfigEntry[], above = ""): Place[] {
  return entries.flatMap(({ path = "", index, file, children = [] }) => {
    const full = [above, path].filter((part) => part !== "").join("/");
    const own = index || (path !== "" && children.length === 0) ? [{ pattern: `/${full}`, file }] : [];
    return [...own, ...flatten(children, full)];
  });
}

const places = flatten(await routeConfig);

/** The pattern of every address that the application has, such as "/o/:organization/leads". */
export const routePatterns = places.map(({ pattern }) => pattern);

/** Of those that take a form. */
export const actionPatterns = places.filter(takesForm).map(({ pattern }) => pattern);

function takesForm({ file }: Place): boolean {
  const source = readFileSync(join(import.meta.dirname, "../../app", file), "utf8");
  return /^export (?:async function|function|const|\{[^}]*\b)\s*action\b/m.test(source);
}

/**
 * An address of a pattern.
 * @throws Error where a parameter is not given
 */
export function fill(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${pattern} needs a ${name}: give fill() one.`);
    return value;
  });
}

/** What an organization has for every parameter of an address: its first record of each kind. */
export const firstOf = ({
  slug,
  leadIds,
  cohortIds,
  menteeIds,
  interactionIds,
  tagIds,
  taskIds,
  invitationId,
  importId,
  users,
  viewId,
}: ArrangedOrganization): Record<string, string> => ({
  organization: slug,
  leadId: leadIds[0],
  otherId: leadIds[1],
  cohortId: cohortIds[0],
  menteeId: menteeIds[0],
  interactionId: interactionIds[0],
  tagId: tagIds[0],
  taskId: taskIds[0],
  invitationId,
  importId,
  userId: users.mentor,
  viewId,
  token: "no-token-of-ours",
});
