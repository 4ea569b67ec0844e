import type { ServerBuild } from "react-router";
import type { PageHandle } from "./page-handle.ts";

/** What the routes of a build say of their pages, by the pattern that a request's route is known by. */
export function pageHandles({ routes }: Pick<ServerBuild, "routes">): Map<string, PageHandle> {
  const handles = new Map<string, PageHandle>();
  for (const route of Object.values(routes)) {
    const handle = route?.module.handle as PageHandle | undefined;
    if (handle?.revalidates || handle?.keptFor) handles.set(patternOf(routes, route?.id), handle);
  }
  return handles;
}

function patternOf(routes: ServerBuild["routes"], id: string | undefined): string {
  const route = id === undefined ? undefined : routes[id];
  if (!route) return "";
  const above = patternOf(routes, route.parentId).replace(/\/$/, "");
  return route.path === undefined ? above || "/" : `${above}/${route.path}`.replace(/^\/+/, "/");
}
