import type { RouteConfigEntry } from "@react-router/dev/routes";
import routeConfig from "../app/routes.ts";

function flatten(entries: readonly RouteConfigEntry[], above = ""): string[] {
  return entries.flatMap(({ path = "", index, children = [] }) => {
    const full = [above, path].filter((part) => part !== "").join("/");
    const own = index || (path !== "" && children.length === 0) ? [`/${full}`] : [];
    return [...own, ...flatten(children, full)];
  });
}

/** The pattern of every address that the application has, such as "/o/:organization/leads". */
export const routePatterns = flatten(await routeConfig);

/** An address of a pattern. */
export function fill(pattern: string, params: { organization: string; leadId: string }): string {
  return pattern.replace(/:(\w+)/g, (_, name: keyof typeof params) => params[name]);
}
